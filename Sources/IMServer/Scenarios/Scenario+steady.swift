extension Scenario {
  /// A healthy evening: people come and go, a few paths do not exist, once in a while a call fails.
  static let steady = Scenario(
    name: "steady",
    breaks: "nothing",
    expectation: "no banner, however long it runs"
  )
}
