extension Scenario {
  /// An evening on call: the store gets slow, somebody storms, a hotfix breaks upgrades, and then a
  /// carrier fails.
  static let incident = Scenario(
    name: "incident",
    breaks: "backend-slow, storm, ws-500, heartbeat-loss, overlapping",
    expectation: "each of them named, none hidden by another",
    parts: [
      Part(scenario: backendSlow, begin: 0, end: 0.8),
      Part(scenario: storm, begin: 0.2, end: 0.6),
      Part(scenario: upgradeFailures, begin: 0.35, end: 0.9),
      Part(scenario: heartbeatLoss, begin: 0.5, end: 1),
    ]
  )
}
