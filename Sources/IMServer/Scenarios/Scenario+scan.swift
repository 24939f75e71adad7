extension Scenario {
  /// One address asks for hundreds of paths that other people's servers have.
  static let scan = Scenario(
    name: "scan",
    breaks: "one address asks for hundreds of paths that do not exist",
    expectation: "a warning of the 404s that names the address; no more",
    clientFault: .scan,
    cause: Cause(
      addresses: ["\(PathScan.address)/32"],
      agent: PathScan.agent,
      reason: "no such path"
    )
  )
}
