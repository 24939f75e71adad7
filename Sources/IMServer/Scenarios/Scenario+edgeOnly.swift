extension Scenario {
  /// The proxy still hands requests to two gateways that are gone: one refuses, one is silent.
  ///
  /// The gateways see none of those requests; only the proxy's log has them.
  static let edgeOnly = Scenario(
    name: "edge-only",
    breaks: "every eighth request gets a 502 or 504 from the proxy alone",
    expectation: "5xx in the edge's log, while no gateway counts any",
    edgeFault: .goneUpstreams,
    cause: Cause(reason: "upstreams that are gone")
  )
}
