extension Expr {
  /// The metrics that the expression reads and `isThere` does not know, without those that may be missing.
  ///
  /// These are what `absent` and `absent_over_time` look for, the right side of `unless`, and one side of
  /// `or` where nothing lacks on the other: `errors_total or vector(0)`. Selectors that do not name a metric
  /// lack nothing.
  public func missingMetrics(_ isThere: (String) -> Bool) -> Set<String> {
    switch node {
    case .vector, .matrix: return metricNames?.filter { !isThere($0) } ?? []
    case .call(let call) where call.name.hasPrefix("absent"): return []
    case .binary(let binary) where binary.operation == .unless:
      return binary.left.missingMetrics(isThere)
    case .binary(let binary) where binary.operation == .or:
      let left = binary.left.missingMetrics(isThere)
      let right = binary.right.missingMetrics(isThere)
      return left.isEmpty || right.isEmpty ? [] : left.union(right)
    default: return node.children.reduce(into: []) { $0.formUnion($1.missingMetrics(isThere)) }
    }
  }
}
