import Foundation
import Testing

/// The whole path: a real gateway, real faults, and what the screen makes of them.
@Suite(.enabled(if: TerminalWindow.isAvailable, "tmux is not installed"))
struct ScenarioTests {
  /// A fault, and the banners that name it.
  struct Expectation: Sendable {
    var scenario: String
    var rule: String
    var banner: String
  }

  static let faults = [
    Expectation(scenario: "ws-500", rule: "PathFailing", banner: "/ws/connect"),
    Expectation(scenario: "heartbeat-loss", rule: "HeartbeatTimeouts", banner: "127.20.0"),
    Expectation(scenario: "fatal", rule: "FatalLogged", banner: "FATAL lines in 1m"),
  ]

  /// Every scenario at once, so that the test lasts as long as one.
  @Test func everyFaultIsNamedInTimeAndResolves() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for fault in Self.faults { group.addTask { try await Self.watch(fault) } }
      try await group.waitForAll()
    }
  }

  private static func watch(_ expected: Expectation) async throws {
    let gateway = try await DemoGateway([
      "--scenario", expected.scenario, "--connections", "150", "--fault-after", "45",
      "--fault-for", "25",
    ])
    let window = try await TerminalWindow(
      "\(Program.imtop) \(gateway.metrics) \(gateway.log)",
      width: 160,
      height: 40,
      environment: ["LC_ALL": "C.UTF-8"]
    )
    try await window.wait(for: "numbers in every panel", seconds: 15) { rows in
      rows.contains { $0.contains("Connections") && $0.contains("/s") }
    }
    let begin = try await gateway.time(of: "begin", within: 90)
    let before = try await window.screen()
    #expect(!before.contains { $0.contains(expected.rule) }, "it fired before the fault")
    try await window.wait(
      for: "the banner \(expected.rule)",
      seconds: begin.timeIntervalSinceNow + 15
    ) { rows in
      rows.contains { $0.contains(expected.rule) && $0.contains(expected.banner) }
    }
    let end = try await gateway.time(of: "end", within: 60)
    try await window.wait(
      for: "the end of \(expected.rule)",
      seconds: end.timeIntervalSinceNow + 100
    ) { rows in
      !rows.contains { $0.contains(expected.rule) && $0.contains("CRITICAL") }
    }
  }
}
