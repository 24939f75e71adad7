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

extension Subquery {
  /// Whether its values at a time are others in another query: somewhere it looks at the query's own
  /// begin or end.
  var dependsOnQuery: Bool { shift.anchor != nil || expression.looksAtQuery }
}

extension Expr {
  /// Whether a selector or a subquery looks at the query's own begin or end.
  public var looksAtQuery: Bool {
    let anchor: TimeShift.Anchor? =
      switch node {
      case .vector(let selector): selector.shift.anchor
      case .matrix(let matrix): matrix.selector.shift.anchor
      case .subquery(let subquery): subquery.shift.anchor
      default: nil
      }
    return anchor == .start || anchor == .end || node.children.contains { $0.looksAtQuery }
  }
}
