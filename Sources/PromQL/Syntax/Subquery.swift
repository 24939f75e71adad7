/// `expression[1h:5m]`: an expression evaluated along a window.
public struct Subquery: Sendable, Equatable {
  /// What is evaluated.
  public let expression: Expr
  /// How long the window is, in milliseconds; it is open on the left.
  public let window: Int64
  /// Milliseconds between two evaluations, nil for the evaluator's default.
  public let step: Int64?
  /// When to look.
  public var shift: TimeShift

  /// The values of `expression` each `step` milliseconds of a window.
  public init(expression: Expr, window: Int64, step: Int64?, shift: TimeShift = .none) {
    self.expression = expression
    self.window = window
    self.step = step
    self.shift = shift
  }
}
