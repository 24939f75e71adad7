extension Expr {
  /// The expression with every window of a selector long enough for samples that come every `interval`
  /// seconds: four times that, as Grafana's `$__rate_interval`.
  ///
  /// A rate over a minute of what is scraped once a minute finds one sample and gives nothing.
  public func wideningWindows(forSamplesEvery interval: Double) -> Expr {
    let least = Int64(min(max(interval, 0), 86_400) * 4000)
    return (try? mappingWindows { max($0, least) }) ?? self
  }

  /// The expression with every window of a selector at most `milliseconds` long.
  ///
  /// A rate over a minute of a target that is watched for ten seconds would be a sixth of the truth;
  /// over the ten seconds it is the truth.
  public func limitingWindows(to milliseconds: Int64) throws(PromQLError) -> Expr {
    try mappingWindows { min($0, max(1, milliseconds)) }
  }

  /// The expression with the windows of its selectors as long as `length` says, in milliseconds, but for those
  /// that a subquery moves along a window of its own.
  public func replacingWindows(_ length: (MatrixSelector) -> Int64) -> Expr {
    switch node {
    case .subquery: return self
    case .matrix(let matrix):
      let window = max(1, length(matrix))
      return Expr(.matrix(MatrixSelector(selector: matrix.selector, window: window)), at: range)
    default:
      let node = node.mappingChildren { $0.replacingWindows(length) }
      return Expr(node, at: range)
    }
  }

  private func mappingWindows(_ change: (Int64) -> Int64) throws(PromQLError) -> Expr {
    switch node {
    case .matrix(let matrix):
      let window = change(matrix.window)
      guard window != matrix.window else { return self }
      return Expr(.matrix(MatrixSelector(selector: matrix.selector, window: window)), at: range)
    default:
      let node = try node.mappingChildren { (child) throws(PromQLError) in
        try child.mappingWindows(change)
      }
      return Expr(node, at: range)
    }
  }

  /// The longest window of a selector, in milliseconds; 0 without one.
  public var longestWindow: Int64 {
    if case .matrix(let matrix) = node { return matrix.window }
    return node.children.map(\.longestWindow).max() ?? 0
  }
}
