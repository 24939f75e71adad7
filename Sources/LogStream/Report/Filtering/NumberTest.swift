import LogModel
import MetricsModel

/// A condition on a column of numbers: an interval.
struct NumberTest: Sendable {
  /// The interval; empty when nothing can match.
  private let range: ClosedRange<Double>?
  private let excludesLower: Bool
  private let excludesUpper: Bool

  /// A test of `condition`; `value` gives the meaning of a literal.
  ///
  /// A bare literal means all that lies within `width` from it on.
  init(_ condition: Filter.Condition, width: Double, value: (String) -> Double?) {
    var lower = -Double.infinity
    var upper = Double.infinity
    var excludes = (lower: false, upper: false)
    var isImpossible = false
    func read(_ text: String) -> Double {
      if let value = value(text) { return value }
      isImpossible = true
      return 0
    }
    switch condition {
    case .exists: break
    case .resembles(let pattern):
      lower = read(pattern.parts.joined(separator: "*"))
      upper = lower + width
    case .equals(let text):
      lower = read(text)
      upper = lower + width
    case .compares(let comparison, let operand):
      switch comparison {
      case .less: (upper, excludes.upper) = (read(operand.text), true)
      case .lessOrEqual: upper = read(operand.text)
      case .greater: (lower, excludes.lower) = (read(operand.text), true)
      case .greaterOrEqual: lower = read(operand.text)
      }
    case .range(let from, let includesLower, let to, let includesUpper):
      if let from { (lower, excludes.lower) = (read(from.text), !includesLower) }
      if let to { (upper, excludes.upper) = (read(to.text), !includesUpper) }
    case .network, .expression: isImpossible = true
    }
    range = isImpossible || !(lower <= upper) ? nil : lower...upper
    excludesLower = excludes.lower
    excludesUpper = excludes.upper
  }

  /// Whether a value satisfies the condition.
  @inline(__always)
  func matches(_ value: Double) -> Bool {
    guard let range, range.contains(value) else { return false }
    return !(excludesLower && value == range.lowerBound)
      && !(excludesUpper && value == range.upperBound)
  }

  /// Whether some value of the interval may satisfy the condition.
  func mayMatch(from low: Double, through high: Double) -> Bool {
    range.map { $0.lowerBound <= high && $0.upperBound >= low } ?? false
  }
}
