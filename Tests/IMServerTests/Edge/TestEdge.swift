import FoundationEssentials
import IMServer
import NIOCore

/// A proxy in this process with a log of its own.
struct TestEdge {
  let edge: Edge
  let logPath: String

  init(
    _ ports: [Int],
    _ change: (inout EdgeConfiguration) -> Void = { _ in }
  ) async throws {
    let path = FileManager.default.temporaryDirectory.path + "/edge-\(UUID().uuidString).log"
    var configuration = EdgeConfiguration(
      upstreams: ports.map { GatewayAddress(port: $0) },
      logPath: path
    )
    change(&configuration)
    edge = try await Edge(configuration)
    logPath = path
  }

  /// The lines so far.
  var log: [String] {
    let bytes = FileManager.default.contents(atPath: logPath) ?? Data()
    return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Shuts the proxy down and hands over its log, which is then removed.
  func finish() async -> [String] {
    await edge.shutDown()
    defer { try? FileManager.default.removeItem(atPath: logPath) }
    return log
  }
}
