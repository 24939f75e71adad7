import MetricsModel
import PromQL

/// How far the windows of rules' expressions reach back over what is known at one moment.
///
/// Of a source that has been read for a minute a window of five is filled to a fifth: a rate over it is a
/// fifth of the truth. What such windows make too low, or cannot know yet, must raise no alarm.
struct WindowCover {
  /// How far back an expression reads.
  struct Reach {
    /// From when on all of its windows are filled, in milliseconds.
    var fullSince = Int64.min
    /// The milliseconds for which the source that fills them last has to be known.
    var span: Int64 = 0
  }

  /// Windows are not shortened below so many milliseconds: a rate over a few seconds is chance.
  private static let leastWindow: Int64 = 60_000
  /// What grows with the time over which it is taken.
  private static let totals: Set = [
    "increase", "delta", "changes", "resets", "count_over_time", "sum_over_time",
  ]

  /// The moment, in milliseconds.
  let time: Int64
  /// Since when the series that are read are known.
  let known: KnownTime
  /// How far back recording rules read, by the names under which they record.
  var made: [String: Reach] = [:]

  /// How far back an expression reads that is evaluated along the last `extra` milliseconds.
  func reach(of expression: Expr, along extra: Int64 = 0) -> Reach {
    switch expression.node {
    case .vector(let selector): return reach(of: selector, extra)
    case .matrix(let matrix): return reach(of: matrix.selector, Self.sum(extra, matrix.window))
    case .subquery(let subquery):
      guard subquery.shift.anchor == nil else { return Reach() }
      let before = Self.sum(extra, Self.sum(subquery.window, max(0, subquery.shift.offset)))
      return reach(of: subquery.expression, along: before)
    default:
      return expression.operands.map { reach(of: $0, along: extra) }
        .max { $0.fullSince < $1.fullSince } ?? Reach()
    }
  }

  /// For how many milliseconds the sources must be known before the rule may speak; nil where it may.
  func wait(for expression: Expr) -> Int64? {
    isPremature(expression) ? reach(of: expression).span : nil
  }

  /// The expression with the windows of its selectors no longer than the time that is known.
  func fitted(_ expression: Expr) -> Expr {
    expression.replacingWindows { matrix in
      let selector = matrix.selector
      guard selector.shift.anchor == nil, let begin = begin(of: selector)?.fullSince else {
        return matrix.window
      }
      let known = time - begin - selector.shift.offset + 1
      return known > 0 ? min(matrix.window, max(known, Self.leastWindow)) : matrix.window
    }
  }

  private func reach(of selector: VectorSelector, _ extra: Int64) -> Reach {
    guard selector.shift.anchor == nil, let begin = begin(of: selector) else { return Reach() }
    let before = Self.sum(extra, max(0, selector.shift.offset))
    return Reach(
      fullSince: Self.sum(begin.fullSince, before),
      span: Self.sum(begin.span, before)
    )
  }

  /// Since when a selector's series are what they claim to be; nil for ever.
  private func begin(of selector: VectorSelector) -> Reach? {
    let name = selector.matchers.first {
      $0.name == Labels.metricName && $0.comparison == .equal
    }?.value
    if let name, let reach = made[name] { return reach.fullSince == .min ? nil : reach }
    return known.since(name).map { Reach(fullSince: $0.milliseconds) }
  }

  /// Whether an expression reads a window that is not filled yet.
  private func isOpen(_ expression: Expr) -> Bool { reach(of: expression).fullSince > time }

  /// Whether what is not filled yet might raise an alarm that a filled window would not.
  private func isPremature(_ expression: Expr) -> Bool {
    switch expression.node {
    case .call(let call) where call.name.hasPrefix("absent"):
      return call.arguments.contains(where: isOpen)
    case .unary(.minus, let operand): return isOpen(operand)
    case .subquery(let subquery): return isPremature(subquery.expression)
    case .binary(let binary) where isPremature(binary): return true
    default: return expression.operands.contains(where: isPremature)
    }
  }

  private func isPremature(_ binary: BinaryOperation) -> Bool {
    switch binary.operation {
    case .less, .lessOrEqual, .equal, .notEqual: isOpen(binary.left) || isOpen(binary.right)
    case .greater, .greaterOrEqual:
      isOpen(binary.right) && !isFairLimit(binary.right, of: binary.left)
        || readsLeast(binary.left)
    case .divide, .subtract: readsTotals(binary.right, otherThan: binary.left)
    case .unless: isOpen(binary.right)
    default: false
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
    calls(expression) { Self.totals.contains($0) }
      && expression.longestWindow != other.longestWindow
  }

  /// Whether a least value is taken of a window that is not filled: "at least, for five minutes".
  private func readsLeast(_ expression: Expr) -> Bool {
    calls(expression) { $0 == "min_over_time" }
  }

  /// Whether a function of some names is called with a window that is not filled.
  private func calls(_ expression: Expr, _ isMeant: (String) -> Bool) -> Bool {
    if case .call(let call) = expression.node, isMeant(call.name),
      call.arguments.contains(where: isOpen)
    {
      return true
    }
    return expression.operands.contains { calls($0, isMeant) }
  }

  private static func sum(_ first: Int64, _ second: Int64) -> Int64 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? (first < 0 ? .min : .max) : sum
  }
}
