import MetricsModel

extension Expr {
  /// All selectors of series in the expression, those of windows among them, in source order.
  public var selectors: [VectorSelector] {
    switch node {
    case .vector(let selector): [selector]
    case .matrix(let matrix): [matrix.selector]
    default: node.children.flatMap(\.selectors)
    }
  }

  /// The names of all metrics that the expression reads; nil when a selector does not name one.
  ///
  /// An exact matcher on `__name__` names a metric as well.
  public var metricNames: Set<String>? {
    var names: Set<String> = []
    for selector in selectors {
      let exact = selector.matchers.first {
        $0.name == Labels.metricName && $0.comparison == .equal
      }
      guard let exact else { return nil }
      names.insert(exact.value)
    }
    return names
  }

  /// Whether every metric that the expression reads has a name that begins with `prefix`.
  ///
  /// False for an expression that reads none, or that selects without a name.
  public func readsOnlyMetrics(prefixed prefix: String) -> Bool {
    guard let names = metricNames, !names.isEmpty else { return false }
    return names.allSatisfy { $0.hasPrefix(prefix) }
  }
}
