extension Scenario {
  /// A client version that crashes on its first message and starts again, on thousands of devices.
  ///
  /// No address does anything unusual; what they have in common is the version.
  static let reconnectLoop = Scenario(
    name: "reconnect-loop",
    breaks: "3,000 addresses of one version reconnect once a minute",
    expectation: "short sessions, shared by no address but one user agent",
    clientFault: .reconnectLoop,
    cause: Cause(path: "/ws/connect", agent: ReconnectLoop.agent, reason: "abnormal")
  )
}
