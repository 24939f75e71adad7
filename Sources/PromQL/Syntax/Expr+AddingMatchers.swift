public import MetricsModel

extension Expr {
  /// The expression with further conditions on every selector.
  ///
  /// `conditions` gives, for a selector, the conditions to be added to it; those that it has already
  /// are not repeated.
  public func addingMatchers(
    _ conditions: (VectorSelector) -> [Matcher]
  ) throws(PromQLError) -> Expr {
    switch node {
    case .vector(let selector):
      return Expr(.vector(selector.adding(conditions(selector))), at: range)
    case .matrix(var matrix):
      matrix.selector = matrix.selector.adding(conditions(matrix.selector))
      return Expr(.matrix(matrix), at: range)
    default:
      let node = try node.mappingChildren { (child) throws(PromQLError) in
        try child.addingMatchers(conditions)
      }
      return Expr(node, at: range)
    }
  }
}
