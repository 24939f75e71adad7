extension Scenario {
  /// One client that connects and leaves, forty times a second.
  static let storm = Scenario(
    name: "storm",
    breaks: "one address connects and leaves, 40 times a second",
    expectation: "a surge of opened connections, and that address",
    clientFault: .storm,
    cause: Cause(
      path: "/ws/connect",
      addresses: ["\(ConnectStorm.address)/32"],
      agent: ConnectStorm.agent,
      reason: "connects and leaves"
    )
  )
}
