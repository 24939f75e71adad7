public import PromQL

extension Expr {
  /// The comparison that decides: `load > 2 * threshold` in `load > 2 * threshold and up == 1`; nil for
  /// an expression that is none.
  public var leadingComparison: BinaryOperation? {
    guard case .binary(let binary) = unwrapped.node else { return nil }
    if binary.operation.isSetOperator { return binary.left.leadingComparison }
    return binary.operation.isComparison ? binary : nil
  }
}
