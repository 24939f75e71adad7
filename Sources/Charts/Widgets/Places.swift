/// Values as they are drawn: one for each of a number of places from left to right.
enum Places {
  /// Spreads values over `count` places: where several fall into one place, the greatest counts,
  /// so that no spike is lost; where there are fewer, each covers several places.
  ///
  /// NaN is no value.
  static func spread(_ values: [Double?], over count: Int) -> [Double?] {
    guard count > 0, !values.isEmpty else { return Array(repeating: nil, count: max(0, count)) }
    return (0..<count).map { place in
      let first = place * values.count / count
      let end = max(first + 1, (place + 1) * values.count / count)
      return values[first..<end].lazy.compactMap { $0 }.filter { !$0.isNaN }.max()
    }
  }

  /// The range from zero to the extreme of the finite values; 0...1 where there is none.
  static func range(of values: [Double?]) -> ClosedRange<Double> {
    let finite = values.lazy.compactMap { $0 }.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    return min(0, low)...max(0, high)
  }
}
