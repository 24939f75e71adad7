extension Scenario {
  /// Some messages hit a nil pointer: twenty raw lines of a stack in the middle of the JSON, and a 500.
  static let panic = Scenario(
    name: "panic",
    breaks: "5% of posted messages panic: a raw stack inside the JSON",
    expectation: "one error a panic, with its reason, and 5xx on that path",
    gatewayFault: .panic(share: 0.05),
    cause: Cause(path: "/api/v1/messages", reason: PanicText.reason)
  )
}
