/// The operators between two expressions.
public enum BinaryOperator: String, Sendable, CaseIterable {
  /// Addition.
  case add = "+"
  /// Subtraction.
  case subtract = "-"
  /// Multiplication.
  case multiply = "*"
  /// Division.
  case divide = "/"
  /// The remainder, with the sign of the left operand.
  case modulo = "%"
  /// The power, associative to the right.
  case power = "^"
  /// The angle of the point (right, left).
  case atan2
  /// Equality.
  case equal = "=="
  /// Inequality.
  case notEqual = "!="
  /// Greater than.
  case greater = ">"
  /// Less than.
  case less = "<"
  /// Greater than or equal.
  case greaterOrEqual = ">="
  /// Less than or equal.
  case lessOrEqual = "<="
  /// The elements of the left side that have a partner on the right.
  case and
  /// The left side and what of the right has no partner there.
  case or
  /// The elements of the left side that have no partner on the right.
  case unless

  /// Whether it compares values.
  public var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .greater, .less, .greaterOrEqual, .lessOrEqual: true
    default: false
    }
  }

  /// Whether it works on sets of series and not on values.
  public var isSetOperator: Bool {
    switch self {
    case .and, .or, .unless: true
    default: false
    }
  }

  /// How tightly it binds; more binds tighter.
  var precedence: Int {
    switch self {
    case .or: 1
    case .and, .unless: 2
    case .equal, .notEqual, .greater, .less, .greaterOrEqual, .lessOrEqual: 3
    case .add, .subtract: 4
    case .multiply, .divide, .modulo, .atan2: 5
    case .power: 6
    }
  }
}
