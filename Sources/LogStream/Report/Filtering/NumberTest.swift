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
  /// A bare literal means all that lies within its `width` from it on.
  init(
    _ condition: Filter.Condition,
    width: (String) -> Double = { _ in 0 },
    value: (String) -> Double?
  ) {
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
      lower = read(pattern.joined())
      upper = lower + width(pattern.joined())
    case .equals(let text):
      lower = read(text)
      upper = lower + width(text)
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

  /// The whole numbers that satisfy the condition.
  var integers: ClosedRange<Int64>? {
    let limit = Int64(1) << 52
    return Self.matching(
      -limit...limit,
      isBelow: { isBelow(Double($0)) },
      isAbove: { isAbove(Double($0)) }
    )
  }

  /// The values of a 32-bit column, from 0 on, that satisfy the condition when the digits beyond a
  /// microsecond, which such a column cannot hold, are left out.
  var floats: ClosedRange<Float>? {
    func value(_ bits: Int64) -> Double {
      let exact = Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      return (exact * 1e6).rounded() / 1e6
    }
    // From 0 on, floats are in the order of their bits.
    let all = 0...Int64(Float.greatestFiniteMagnitude.bitPattern)
    let found = Self.matching(
      all,
      isBelow: { isBelow(value($0)) },
      isAbove: { isAbove(value($0)) }
    )
    return found.map { bits in
      Float(bitPattern: UInt32(bits.lowerBound))...Float(bitPattern: UInt32(bits.upperBound))
    }
  }

  private func isBelow(_ value: Double) -> Bool {
    range.map { value < $0.lowerBound || excludesLower && value == $0.lowerBound } ?? true
  }

  private func isAbove(_ value: Double) -> Bool {
    range.map { value > $0.upperBound || excludesUpper && value == $0.upperBound } ?? true
  }

  /// The numbers of `all` that lie neither below nor above.
  private static func matching(
    _ all: ClosedRange<Int64>,
    isBelow: (Int64) -> Bool,
    isAbove: (Int64) -> Bool
  ) -> ClosedRange<Int64>? {
    /// The first number for which `holds`, which holds for all numbers behind it too.
    func first(_ holds: (Int64) -> Bool) -> Int64 {
      var (low, high) = (all.lowerBound, all.upperBound + 1)
      while low < high {
        let middle = low + (high - low) / 2
        if holds(middle) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let lower = first { !isBelow($0) }
    let upper = first(isAbove) - 1
    return lower <= upper ? lower...upper : nil
  }
}
