extension Scenario {
  /// A release that goes well: everybody is asked to leave with 1001 and is back within seconds.
  static let release = Scenario(
    name: "release",
    breaks: "nothing: a restart in a new version, everybody reconnects",
    expectation: "a mark for the restart, and nobody woken",
    restarts: true,
    cause: Cause(reason: "shutdown")
  )
}
