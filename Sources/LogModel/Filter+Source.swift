extension Filter {
  /// The name that a regular expression over the whole text of a record has in `field`.
  public static let anyField = "*"

  /// The filter as text that parses to the same tree.
  ///
  /// Alternatives in a conjunction, and the operand of `NOT`, stand in parentheses where precedence
  /// asks for it; the empty filter is empty text.
  public var source: String {
    self == .all ? "" : printed(inside: .alternation)
  }

  private enum Context: Int {
    case alternation
    case conjunction
    case rightOfConjunction
    case negation
  }

  private func printed(inside context: Context) -> String {
    switch self {
    case .all: return "*"
    case .or(let left, let right):
      let text =
        left.printed(inside: .alternation) + " OR " + right.printed(inside: .conjunction)
      return context == .alternation ? text : "(\(text))"
    case .and(let left, let right):
      let text =
        left.printed(inside: .conjunction) + " AND " + right.printed(inside: .rightOfConjunction)
      return context.rawValue <= Context.conjunction.rawValue ? text : "(\(text))"
    case .not(let operand): return "NOT " + operand.printed(inside: .negation)
    case .text(let pattern): return FilterSource.pattern(pattern)
    case .field(let name, let condition):
      if name == Self.anyField, case .expression(let expression) = condition {
        return FilterSource.expression(expression)
      }
      return FilterSource.name(name) + FilterSource.condition(condition, on: name)
    }
  }
}
