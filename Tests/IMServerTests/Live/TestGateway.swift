import FoundationEssentials
import IMServer
import NIOCore

/// A gateway in this process with a short heartbeat and a log of its own.
struct TestGateway {
  let gateway: Gateway
  let logPath: String

  init(_ change: (inout GatewayConfiguration) -> Void = { _ in }) async throws {
    let path = FileManager.default.temporaryDirectory.path + "/im-\(UUID().uuidString).log"
    var configuration = GatewayConfiguration(logPath: path)
    configuration.storeFailureShare = 0
    change(&configuration)
    gateway = try await Gateway(configuration)
    logPath = path
  }

  /// How many clients are there, over HTTP or as WebSockets.
  var clients: Int { gateway.clientCount }

  /// The value of a sample on the page of metrics.
  func metric(_ sample: String) -> Double? {
    let line = gateway.metricsPage.text(.text).split(separator: "\n").first {
      $0.hasPrefix(sample + " ")
    }
    return line.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
  }

  /// How many requests were answered with each status, as the page of metrics has it.
  var requests: [Int: Int] {
    var counts: [Int: Int] = [:]
    for family in gateway.metricsPage.families where family.name == "http_requests" {
      for sample in family.samples where sample.value > 0 {
        guard case .text(let text)? = sample.labels.first(where: { $0.name == "status" })?.value,
          let status = Int(text)
        else { continue }
        counts[status, default: 0] += Int(sample.value)
      }
    }
    return counts
  }

  /// Shuts the gateway down and hands over its log, which is then removed.
  func finish() async -> [String] {
    await gateway.shutDown()
    defer { try? FileManager.default.removeItem(atPath: logPath) }
    return log
  }

  /// The log's lines so far, without empty ones.
  var log: [String] {
    let bytes = FileManager.default.contents(atPath: logPath) ?? Data()
    return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// How many of the lines contain all the texts.
  static func count(_ lines: [String], _ texts: String...) -> Int {
    lines.count { line in texts.allSatisfy { line.contains($0) } }
  }
}
