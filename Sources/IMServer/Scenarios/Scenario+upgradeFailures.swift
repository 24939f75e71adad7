extension Scenario {
  /// A new version is rolled out; soon after, new connections fail while the old ones live on, and
  /// users are lost one by one.
  ///
  /// The access line says 500 and no more; why stands in another line of the same trace.
  static let upgradeFailures = Scenario(
    name: "ws-500",
    breaks: "soon after a restart, every WebSocket upgrade fails with 500",
    expectation: "5xx on /ws/connect, the reason from the same trace",
    gatewayFault: .refuseUpgrades(reason: "hub queue full"),
    restarts: true,
    cause: Cause(path: "/ws/connect", reason: "upgrade refused: hub queue full")
  )
}
