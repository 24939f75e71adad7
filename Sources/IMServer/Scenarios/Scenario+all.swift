extension Scenario {
  /// Every scenario, in the order in which help lists them.
  public static let all: [Scenario] = [
    steady, upgradeFailures, heartbeatLoss, fatal, nat, storm, reconnectLoop, leak, halfOpen,
    backendSlow, panic, scan, edgeOnly, release, incident,
  ]

  /// The names of all scenarios.
  public static var names: [String] { all.map(\.name) }

  /// The scenario of this name.
  public static func named(_ name: String) throws(GatewayError) -> Scenario {
    guard let scenario = all.first(where: { $0.name == name }) else {
      throw .unknownScenario(name)
    }
    return scenario
  }
}
