extension Expr {
  /// The expression with every window of a selector at most `milliseconds` long.
  ///
  /// A rate over a minute of a target that is watched for ten seconds would be a sixth of the truth;
  /// over the ten seconds it is the truth.
  public func limitingWindows(to milliseconds: Int64) throws(PromQLError) -> Expr {
    switch node {
    case .matrix(let matrix):
      guard matrix.window > milliseconds else { return self }
      return Expr(
        .matrix(MatrixSelector(selector: matrix.selector, window: max(1, milliseconds))),
        at: range
      )
    default:
      let node = try node.mappingChildren { (child) throws(PromQLError) in
        try child.limitingWindows(to: milliseconds)
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
