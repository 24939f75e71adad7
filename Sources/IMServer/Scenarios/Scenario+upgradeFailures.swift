extension Scenario {
  /// New connections fail while the old ones live on: users are lost one by one.
  ///
  /// The access line says 500 and no more; why stands in another line of the same trace.
  static let upgradeFailures = Scenario(
    name: "ws-500",
    breaks: "every WebSocket upgrade fails with 500",
    expectation: "5xx on /ws/connect, with the reason of the same trace",
    gatewayFault: .refuseUpgrades(reason: "hub queue full"),
    cause: Cause(
      path: "/ws/connect",
      addresses: [],
      reason: "upgrade refused: hub queue full"
    )
  )
}
