extension Scenario {
  /// One carrier's clients vanish without a FIN and come back on new connections, while the gateway's
  /// heartbeat does not run: the dead stay beside the living.
  ///
  /// When the fault ends, the heartbeat runs again and finds the dead, all at once.
  static let halfOpen = Scenario(
    name: "half-open",
    breaks: "peers vanish without a FIN while the heartbeat stands",
    expectation: "connections pile up from one block, messages in do not",
    gatewayFault: .stopHeartbeat,
    clientFault: .vanish(Carrier.mobileA.block),
    cause: Cause(
      addresses: [Carrier.mobileA.block.description],
      reason: "peers are gone and nobody asks"
    )
  )
}
