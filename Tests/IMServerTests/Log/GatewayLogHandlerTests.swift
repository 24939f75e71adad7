import FoundationEssentials
import IMServer
import Logging
import Testing

@Suite struct GatewayLogHandlerTests {
  private let path = FileManager.default.temporaryDirectory.path + "/log-\(UUID().uuidString)"

  private func lines(
    severity: LogSeverity = .info,
    _ write: (inout Logger) -> Void
  ) async throws -> [String] {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try LogWriter(path: path, clock: { WallTime(milliseconds: 0) })
    var logger = Logger(label: "test") { _ in GatewayLogHandler(writer, severity: severity) }
    write(&logger)
    await writer.close()
    let data = FileManager.default.contents(atPath: path) ?? Data()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func metadataKeepsItsTypes() async throws {
    let lines = try await lines { logger in
      logger[metadataKey: "service"] = "im"
      logger.error(
        "failed",
        metadata: ["status": .stringConvertible(500), "share": .stringConvertible(0.5), "a": ["x"]]
      )
    }
    #expect(
      lines == [
        #"{"timestamp":"1970-01-01T00:00:00.000Z","level":"error","status":500,"a":["x"],"#
          + #""service":"im","share":0.5,"msg":"failed"}"#
      ]
    )
  }

  @Test func sixLevelsArePrintedAndThoseBelowTheFirstAreNot() async throws {
    let all = try await lines(severity: .trace) { logger in
      for level in Logger.Level.allCases { logger.log(level: level, "x") }
    }
    let names = all.compactMap { $0.split(separator: "\"").dropFirst(7).first.map(String.init) }
    #expect(names == ["trace", "debug", "info", "info", "warn", "error", "fatal"])
    let grave = try await lines(severity: .error) { logger in
      for level in Logger.Level.allCases { logger.log(level: level, "x") }
    }
    #expect(grave.count == 2)
  }

  @Test func callerIsFileAndLine() async throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try LogWriter(path: path, format: .zap)
    let logger = Logger(label: "test") { _ in GatewayLogHandler(writer) }
    logger.info("x", file: "IMServer/Registry.swift", line: 97)
    await writer.close()
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    #expect(text.contains(#""caller":"IMServer/Registry.swift:97""#))
  }
}
