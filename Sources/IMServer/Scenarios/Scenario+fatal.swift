extension Scenario {
  /// The gateway stands still for some seconds and says so in a single line.
  static let fatal = Scenario(
    name: "fatal",
    breaks: "an event loop stalls for 5.2 s and logs one FATAL line",
    expectation: "an urgent banner from that one line",
    gatewayFault: .stallEventLoop(milliseconds: 5200),
    length: .fixed(5.2),
    cause: Cause(reason: "hub: event loop stalled for 5.2s")
  )
}
