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

  /// Chains of faults, each for its seconds, with what names them.
  static let chains: [[(seconds: Int, fault: Expectation)]] = [
    [
      (25, Expectation(scenario: "panic", rule: "ErrorLogBurst", banner: "panic recovered")),
      (20, Expectation(scenario: "scan", rule: "ClientErrors", banner: "127.66.7.7")),
      (40, Expectation(scenario: "half-open", rule: "ConnectionsPilingUp", banner: "127.10.")),
    ],
    [
      (30, Expectation(scenario: "backend-slow", rule: "SlowRequests", banner: "p95 of requests")),
      (
        45,
        Expectation(
          scenario: "reconnect-loop",
          rule: "ConnectionsClosedAbnormally",
          banner: "IMClient/5.4.0"
        )
      ),
    ],
    [
      (45, Expectation(scenario: "storm", rule: "ConnectionsOpenedSurge", banner: "127.66.6.6")),
      (30, Expectation(scenario: "nat", rule: "HeartbeatTimeouts", banner: "127.30.0")),
    ],
  ]

  static let edge = Expectation(scenario: "edge-only", rule: "ErrorLogBurst", banner: "edge.log")

  /// All at once, so that the test lasts as long as one.
  @Test func everyFaultIsNamedInTimeAndResolves() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for fault in Self.faults { group.addTask { try await Self.watch(fault) } }
      try await group.waitForAll()
    }
  }

  @Test func faultsThatComeOneAfterTheOtherAreEachNamed() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for chain in Self.chains {
        let parts = ["steady:45"] + chain.map { "\($0.fault.scenario):\($0.seconds)" }
        let scenario = parts.joined(separator: ",")
        group.addTask { try await Self.watch(chain.map(\.fault), ["--scenario", scenario]) }
      }
      group.addTask {
        try await Self.watch(
          [Self.edge],
          ["--instances", "2", "--scenario", "edge-only", "--fault-after", "45"]
        )
      }
      try await group.waitForAll()
    }
  }

  /// Waits for what names each of several faults, one after the other, from its begin on.
  private static func watch(_ faults: [Expectation], _ arguments: [String]) async throws {
    let gateway = try await DemoGateway(arguments + ["--connections", "150"])
    let window = try await TerminalWindow(
      "\(Program.imtop) \(gateway.targets.joined(separator: " ")) --window 5m",
      width: 160,
      height: 52,
      environment: ["LC_ALL": "C.UTF-8"]
    )
    for fault in faults {
      _ = try await gateway.time(of: "begin", fault.scenario, within: 90)
      try await window.wait(for: "\(fault.scenario) named by \(fault.rule)", seconds: 60) { rows in
        rows.contains { $0.contains(fault.rule) && $0.contains(fault.banner) }
      }
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
    let begin = try await gateway.time(of: "begin", expected.scenario, within: 90)
    let before = try await window.screen()
    #expect(!before.contains { $0.contains(expected.rule) }, "it fired before the fault")
    try await window.wait(
      for: "the banner \(expected.rule)",
      seconds: begin.timeIntervalSinceNow + 15
    ) { rows in
      rows.contains { $0.contains(expected.rule) && $0.contains(expected.banner) }
    }
    let end = try await gateway.time(of: "end", expected.scenario, within: 60)
    try await window.wait(
      for: "the end of \(expected.rule)",
      seconds: end.timeIntervalSinceNow + 100
    ) { rows in
      !rows.contains { $0.contains(expected.rule) && $0.contains("CRITICAL") }
    }
  }
}
