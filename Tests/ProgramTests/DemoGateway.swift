import Foundation
import Synchronization
import Testing

/// A real gateway with real clients, without a dashboard, for as long as a test needs it.
final class DemoGateway: Sendable {
  private let directory: TemporaryDirectory
  private let process = Mutex<Process?>(nil)
  /// The address of the gateway's metrics.
  let metrics: String

  /// The gateway's log.
  var log: String { directory.file("im.log").path }

  /// Starts a gateway; further arguments choose the scenario.
  init(_ arguments: [String]) async throws {
    directory = try TemporaryDirectory()
    let output = directory.file("output")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.demo)
    process.arguments = ["--no-dashboard", "--directory", directory.url.path] + arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    self.process.withLock { $0 = process }
    var said = ""
    let deadline = ContinuousClock.now + .seconds(20)
    while !said.contains("log "), ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(50))
      said = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
    }
    let words = said.split(whereSeparator: \.isWhitespace).map(String.init)
    metrics = try #require(words.first { $0.hasPrefix("http://") })
  }

  deinit { stop() }

  /// Ends gateway and clients and waits for their end.
  func stop() {
    process.withLock { process in
      guard let running = process else { return }
      running.terminate()
      running.waitUntilExit()
      process = nil
    }
  }

  /// When the first fault begins and ends, on the host's clock.
  func fault() throws -> (begin: Date, end: Date) {
    let data = try Data(contentsOf: directory.file("truth.json"))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let faults = try #require(document["faults"] as? [[String: Any]])
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    let times = ["begin", "end"].map { (faults.first?[$0] as? String).flatMap(format.date(from:)) }
    return (begin: try #require(times[0]), end: try #require(times[1]))
  }
}
