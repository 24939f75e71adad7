/// The lowest and the highest value that a chart shows, where they are given.
public struct ChartBounds: Hashable, Sendable {
  /// The lowest value; nil for zero, or the least value where that is negative.
  public var lower: Double?
  /// The highest value; nil for a round number over the greatest.
  public var upper: Double?

  /// Bounds.
  public init(lower: Double? = nil, upper: Double? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// The range from zero, or the lower bound, to the upper one; nil without one.
  public var range: ClosedRange<Double>? {
    upper.map { min($0, lower ?? 0)...$0 }
  }

  /// A scale over values and the limits near them, between the bounds.
  func scale(of values: [Double?], limits: [ChartLimit], unit: Unit, rows: Int) -> Scale {
    let count = max(2, rows * 2 / 3 + 1)
    var covered = Places.range(of: values)
    let most = covered.upperBound * 2
    for limit in limits where limit.value > 0 && limit.value <= most {
      covered = covered.lowerBound...max(covered.upperBound, limit.value)
    }
    let usual = Scale(covered, unit: unit, count: count, extended: true)
    guard lower != nil || upper != nil else { return usual }
    let least = lower ?? min(usual.lower, upper ?? 0)
    let greatest = max(least, upper ?? usual.upper)
    return Scale(least...greatest, unit: unit, count: count, extended: false)
  }
}
