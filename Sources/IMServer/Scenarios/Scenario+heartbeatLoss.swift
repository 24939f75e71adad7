extension Scenario {
  /// One carrier's clients fall silent without closing, and come back when it ends.
  static let heartbeatLoss = Scenario(
    name: "heartbeat-loss",
    breaks: "30% of the clients, one carrier's, stop answering pings",
    expectation: "timeouts far above their past, nearly all in one block",
    clientFault: .silence(Carrier.mobileB.block),
    cause: Cause(addresses: [Carrier.mobileB.block.description], reason: "heartbeat_timeout")
  )
}
