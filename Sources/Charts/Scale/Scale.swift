/// A linear scale with ticks at round numbers.
public struct Scale: Hashable, Sendable {
  /// The lowest value.
  public let lower: Double
  /// The highest value, always above the lowest.
  public let upper: Double
  /// Round numbers from the lowest to the highest, rising.
  public let ticks: [Double]
  /// The distance between ticks.
  public let step: Double

  /// A scale from `range.lowerBound` to `range.upperBound` with about `count` ticks.
  ///
  /// `extended` moves the ends outwards to the next round numbers. What is not finite, or a range
  /// without length, becomes the range from zero to one.
  public init(_ range: ClosedRange<Double>, unit: Unit, count: Int, extended: Bool) {
    var low = range.lowerBound
    var high = range.upperBound
    if !low.isFinite || !high.isFinite || !(high - low).isFinite { (low, high) = (0, 1) }
    if high - low <= low.magnitude * 1e-9 {
      (low, high) = high > 0 ? (min(low, 0), high) : (low, low < 0 ? 0 : 1)
    }
    if high - low < .leastNormalMagnitude { (low, high) = (0, 1) }
    let step = Scale.step(atLeast: (high - low) / Double(max(1, count - 1)), unit: unit)
    let first = (low / step + (extended ? 1e-9 : -1e-9)).rounded(extended ? .down : .up)
    let last = (high / step + (extended ? -1e-9 : 1e-9)).rounded(extended ? .up : .down)
    self.step = step
    lower = extended ? first * step : low
    upper = extended ? last * step : high
    var ticks: [Double] = []
    var index = first
    while index <= last, ticks.count < 100 {
      ticks.append(index * step)
      index += 1
    }
    self.ticks = ticks
  }

  /// Where a value lies between the ends, 0...1; values outside lie at the ends.
  public func fraction(of value: Double) -> Double {
    min(1, max(0, (value - lower) / (upper - lower)))
  }

  /// The smallest round number of a unit that is not below `minimum`.
  private static func step(atLeast minimum: Double, unit: Unit) -> Double {
    switch unit {
    case .bytes where minimum > 1: power(of: 2, atLeast: minimum)
    case .seconds where minimum > 1:
      durations.first { $0 >= minimum } ?? 86_400 * decimal(atLeast: minimum / 86_400)
    case .short, .percent, .seconds, .bytes, .perSecond: decimal(atLeast: minimum)
    }
  }

  private static let durations: [Double] = [
    2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
  ]

  private static func power(of base: Double, atLeast minimum: Double) -> Double {
    var power = 1.0
    while power < minimum, power.isFinite { power *= base }
    return power
  }

  private static func decimal(atLeast minimum: Double) -> Double {
    var power = 1.0
    while power > minimum, power > .leastNormalMagnitude * 10 { power /= 10 }
    while power * 10 <= minimum { power *= 10 }
    for factor in [1, 2, 5, 10] where power * Double(factor) >= minimum * (1 - 1e-9) {
      return power * Double(factor)
    }
    return power * 10
  }
}
