extension Scenario {
  /// The hub forgets to forget: connections that end stay registered.
  ///
  /// The log says that they closed, and their sockets are gone; only the gauge and memory rise. When
  /// the fault ends, the hub finds what it has kept.
  static let leak = Scenario(
    name: "leak",
    breaks: "ended connections stay registered: the gauge only rises",
    expectation: "connections rise, descriptors do not; log and gauge differ",
    gatewayFault: .leakConnections,
    cause: Cause(reason: "connections that have closed stay registered")
  )
}
