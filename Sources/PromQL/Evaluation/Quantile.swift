/// The φ-quantile of a set of values, between neighbours by linear interpolation.
enum Quantile {
  /// The quantile of unsorted values, at least one; infinite outside of 0...1.
  static func value(_ level: Double, of values: [Double]) -> Double {
    value(level, ofSorted: values.sorted(by: precedes))
  }

  /// The quantile of values in ascending order, NaN first.
  static func value(_ level: Double, ofSorted values: [Double]) -> Double {
    guard !level.isNaN, !values.isEmpty else { return .nan }
    if level < 0 { return -.infinity }
    if level > 1 { return .infinity }
    let rank = level * Double(values.count - 1)
    let lower = Int(rank.rounded(.down))
    let upper = min(values.count - 1, lower + 1)
    let weight = rank - rank.rounded(.down)
    return values[lower] * (1 - weight) + values[upper] * weight
  }

  /// The order of values: NaN before all others.
  static func precedes(_ first: Double, _ second: Double) -> Bool {
    first < second || (first.isNaN && !second.isNaN)
  }
}
