extension Scenario {
  /// One address asks for hundreds of paths that other people's servers have.
  static let scan = Scenario(
    name: "scan",
    breaks: "one address asks for hundreds of paths that do not exist",
    expectation: "a burst of 404s, and that address; nothing to wake for",
    clientFault: .scan,
    cause: Cause(
      addresses: ["\(PathScan.address)/32"],
      agent: PathScan.agent,
      reason: "no such path"
    )
  )
}
