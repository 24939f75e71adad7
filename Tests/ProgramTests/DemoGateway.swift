import Foundation
import Synchronization
import Testing

/// A real gateway with real clients, without a dashboard, for as long as a test needs it.
final class DemoGateway: Sendable {
  private let directory: TemporaryDirectory
  private let process = Mutex<Process?>(nil)
  /// The address of the gateway's metrics.
  let metrics: String
  /// Everything that there is to look at: pages of metrics and logs.
  let targets: [String]

  /// The log of a gateway that is alone.
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
    while !said.contains("truth "), ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(50))
      said = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
    }
    targets = said.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      return words.count == 2 && ["metrics", "log"].contains(words[0]) ? words[1] : nil
    }
    metrics = try #require(targets.first)
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

  /// Waits until a scenario's fault has begun (`begin`) or ended (`end`) and says when that was, on the
  /// host's clock.
  func time(
    of moment: String,
    _ scenario: String,
    within seconds: Double
  ) async throws -> Date {
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      let document = try JSONDecoder().decode(
        Truth.self,
        from: Data(contentsOf: directory.file("truth.json"))
      )
      let fault = document.faults.first { $0.scenario == scenario }
      if let text = fault?[moment], let time = format.date(from: text) {
        return time
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw TerminalWindow.Timeout(what: "\(moment) of \(scenario)")
  }

  private struct Truth: Decodable {
    struct Fault: Decodable {
      var scenario: String
      var begin: String?
      var end: String?

      subscript(moment: String) -> String? { moment == "begin" ? begin : end }
    }

    var faults: [Fault]
  }
}
