import PromQL

extension WindowCover {
  /// What windows that are not filled make of a value, in the order of harm.
  enum Bias: Comparable {
    /// Nothing, as of a ratio of two rates over windows of the same length.
    case none
    /// It may be too low, and no series that should be missing is there.
    case low
    /// It may be too high, or be there though it should not be: it could raise a false alarm.
    case harmful
  }

  /// What grows with the time over which it is taken.
  private static let totals: Set = [
    "increase", "delta", "changes", "resets", "count_over_time", "sum_over_time",
  ]
  /// Functions that may give more for less.
  private static let falling: Set = [
    "absent", "absent_over_time", "min_over_time", "sin", "cos", "tan", "acos", "atan",
  ]

  /// What the windows of an expression that are not filled make of its value.
  func bias(of expression: Expr) -> Bias {
    guard isOpen(expression) else { return .none }
    switch expression.node {
    case .vector(let selector): return begin(of: selector)?.bias ?? .low
    case .matrix(let matrix):
      let made = begin(of: matrix.selector)?.bias ?? .low
      return max(made, .low)
    case .call(let call) where Self.falling.contains(call.name): return .harmful
    case .unary(.minus, let operand): return bias(of: operand) == .none ? .none : .harmful
    case .binary(let binary): return bias(of: binary)
    default: return expression.operands.map(bias).max() ?? .none
    }
  }

  private func bias(of binary: BinaryOperation) -> Bias {
    let (left, right) = (bias(of: binary.left), bias(of: binary.right))
    let worst = max(left, right)
    switch binary.operation {
    case .less, .lessOrEqual, .equal, .notEqual, .unless:
      let isRisky = isOpen(binary.right) || binary.operation != .unless && isOpen(binary.left)
      return isRisky ? .harmful : left
    case .greater, .greaterOrEqual:
      return right == .none || isFairLimit(binary.right, of: binary.left) ? worst : .harmful
    case .subtract, .divide:
      guard right != .none else { return left }
      if left == .none || readsTotals(binary.right, otherThan: binary.left) { return .harmful }
      return binary.operation == .divide && worst == .low ? .none : worst
    case .multiply, .power:
      let isNegative = binary.left.isNegative || binary.right.isNegative
      return isNegative && worst != .none ? .harmful : worst
    case .modulo, .atan2: return worst == .none ? .none : .harmful
    default: return worst
    }
  }

  /// Whether a limit is computed from the same metrics as what it limits, so that both are known for as
  /// long, and not as a total of another time.
  private func isFairLimit(_ limit: Expr, of value: Expr) -> Bool {
    guard let names = limit.metricNames, let known = value.metricNames, !known.isEmpty else {
      return false
    }
    return names.isSubset(of: known) && !readsTotals(limit, otherThan: value)
  }

  private func readsTotals(_ expression: Expr, otherThan other: Expr) -> Bool {
    readsTotals(expression) && expression.longestWindow != other.longestWindow
  }

  /// Whether a total is taken over a window that is not filled.
  private func readsTotals(_ expression: Expr) -> Bool {
    if case .call(let call) = expression.node, Self.totals.contains(call.name),
      call.arguments.contains(where: isOpen)
    {
      return true
    }
    return expression.operands.contains(where: readsTotals)
  }
}

extension Expr {
  /// Whether this is a number below zero.
  fileprivate var isNegative: Bool {
    switch unwrapped.node {
    case .number(let number): number.value < 0
    case .unary(.minus, let operand): !operand.isNegative
    default: false
    }
  }
}
