/// `left * on (label) right`: two expressions joined by an operator.
public struct BinaryOperation: Sendable, Equatable {
  /// The operator.
  public let operation: BinaryOperator
  /// The left operand.
  public let left: Expr
  /// The right operand.
  public let right: Expr
  /// Whether a comparison gives 0 or 1 and does not filter: `> bool`.
  public let returnsBool: Bool
  /// How two vectors are matched; without effect where a side is a scalar.
  public let matching: VectorMatching

  /// The operation between `left` and `right`.
  public init(
    _ operation: BinaryOperator,
    left: Expr,
    right: Expr,
    returnsBool: Bool = false,
    matching: VectorMatching = VectorMatching()
  ) {
    self.operation = operation
    self.left = left
    self.right = right
    self.returnsBool = returnsBool
    self.matching = matching
  }
}
