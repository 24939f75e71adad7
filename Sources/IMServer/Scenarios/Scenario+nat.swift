extension Scenario {
  /// A carrier's address translation forgets whoever has said nothing for ten beats: 300 s at a
  /// heartbeat of 30 s.
  ///
  /// Neither side is told. The gateway finds out by missed beats; the person finds out at the next
  /// message, and comes back.
  static let nat = Scenario(
    name: "nat",
    breaks: "a carrier drops whoever sends nothing for 10 beats (300 s)",
    expectation: "steady timeouts from one block, of clients that come back",
    clientFault: .cutIdle(Carrier.cable.block, beats: 10),
    cause: Cause(addresses: [Carrier.cable.block.description], reason: "heartbeat_timeout")
  )
}
