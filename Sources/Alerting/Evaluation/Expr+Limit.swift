import PromQL

extension Expr {
  /// The operator with which the expression holds its value against a limit: `>` in
  /// `load > 2 * threshold and up == 1`; nil for an expression that is no comparison.
  var leadingComparison: String? { leading?.operation.rawValue }

  /// What the value is held against: `2 * threshold` in `load > 2 * threshold and up == 1`.
  var leadingLimit: Expr? { leading?.right }

  private var leading: BinaryOperation? {
    guard case .binary(let binary) = unwrapped.node else { return nil }
    if binary.operation.isSetOperator { return binary.left.leading }
    return binary.operation.isComparison ? binary : nil
  }
}
