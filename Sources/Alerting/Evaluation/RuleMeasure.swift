import MetricsModel
import PromQL

/// Both sides of a rule's comparison at one time: how far its values are from their limits.
struct RuleMeasure {
  /// A value with what it is held against.
  struct Pair: Hashable {
    var value: Double
    var limit: Double?
  }

  private let comparison: BinaryOperator
  private let values: [Labels: Double]
  private let limits: [Labels: Double]

  /// The sides of the comparison that decides in `expression`; nil for an expression without one.
  ///
  /// Values that a server has are read only where `readsDistantValues`: they may be those of everything
  /// that is not beyond its limit.
  init?(of expression: Expr, _ moment: RuleMoment, readsDistantValues: Bool = false) {
    guard let leading = expression.leadingComparison else { return nil }
    comparison = leading.operation
    let readsValues = readsDistantValues || !moment.delegates(leading.left)
    values = readsValues ? Self.side(leading.left, moment) : [:]
    limits = Self.side(leading.right, moment)
  }

  /// The value of an alert with its limit; nil where the left side says nothing of it.
  func pair(of labels: Labels) -> Pair? {
    guard let value = values[labels] ?? values[.empty] else { return nil }
    return Pair(value: value, limit: limit(of: labels))
  }

  /// What an alert is held against; a limit without labels is everybody's.
  func limit(of labels: Labels) -> Double? { limits[labels] ?? limits[.empty] }

  /// Whether a value lies beyond a limit, as the comparison has it.
  func isBeyond(_ value: Double, _ limit: Double) -> Bool {
    switch comparison {
    case .greater: value > limit
    case .greaterOrEqual: value >= limit
    case .less: value < limit
    case .lessOrEqual: value <= limit
    default: false
    }
  }

  /// The value that is closest to its limit, or furthest beyond it; nil without values.
  var nearest: Pair? {
    let pairs = values.map { labels, value in Pair(value: value, limit: limit(of: labels)) }
      .filter { !$0.value.isNaN }
    return pairs.min { distance($0) < distance($1) }
  }

  /// How far a value is from its limit; below zero beyond it.
  private func distance(_ pair: Pair) -> Double {
    let limit = pair.limit ?? 0
    return switch comparison {
    case .greater, .greaterOrEqual: limit - pair.value
    case .less, .lessOrEqual: pair.value - limit
    default: (pair.value - limit).magnitude
    }
  }

  private static func side(_ expression: Expr, _ moment: RuleMoment) -> [Labels: Double] {
    guard let samples = try? moment.instant(expression).samples else { return [:] }
    return Dictionary(
      samples.map { ($0.labels.withoutName, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
