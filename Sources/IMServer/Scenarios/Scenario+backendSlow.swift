extension Scenario {
  /// The message store answers, but late; nothing fails and nothing is logged as wrong.
  static let backendSlow = Scenario(
    name: "backend-slow",
    breaks: "messages wait seconds for the store; no error anywhere",
    expectation: "the paths whose p95 left its past, and nothing else",
    gatewayFault: .slowStore,
    cause: Cause(reason: "message store answers late")
  )
}
