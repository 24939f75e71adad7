/// The cumulative buckets of one histogram at one step.
struct ClassicBuckets {
  /// How many observations were no larger than a bound.
  struct Bucket {
    var bound: Double
    var count: Double
  }

  private var buckets: [Bucket] = []

  /// Buckets in ascending order of their bounds; equal bounds are added up.
  init(_ sorted: [Bucket]) {
    for bucket in sorted {
      if let last = buckets.last, last.bound == bucket.bound {
        buckets[buckets.count - 1].count += bucket.count
      } else {
        buckets.append(bucket)
      }
    }
  }

  /// Whether there is no bucket.
  var isEmpty: Bool { buckets.isEmpty }

  private var isComplete: Bool { buckets.last?.bound == .infinity }

  /// Makes the counts grow; true when more than rounding had to be corrected.
  mutating func becomeMonotonic() -> Bool {
    guard isComplete, var previous = buckets.first?.count else { return false }
    var isForced = false
    for index in buckets.indices.dropFirst() {
      let count = buckets[index].count
      if count == previous { continue }
      if Self.isNearlyEqual(previous, count) {
        buckets[index].count = previous
      } else if count < previous {
        buckets[index].count = previous
        isForced = true
      } else {
        previous = count
      }
    }
    return isForced
  }

  /// Whether two counts differ by no more than rounding (Prometheus' tolerance of 1e-12).
  private static func isNearlyEqual(_ first: Double, _ second: Double) -> Bool {
    let sum = abs(first) + abs(second)
    let difference = abs(first - second)
    if first == 0 || second == 0 || sum < .leastNormalMagnitude {
      return difference < 1e-12 * .leastNormalMagnitude
    }
    return difference / min(sum, .greatestFiniteMagnitude) < 1e-12
  }

  /// The φ-quantile, by linear interpolation within its bucket.
  func quantile(_ level: Double) -> Double {
    if level.isNaN { return .nan }
    if level < 0 { return -.infinity }
    if level > 1 { return .infinity }
    guard isComplete, buckets.count > 1, let total = buckets.last?.count, total != 0 else {
      return .nan
    }
    var rank = level * total
    let last = buckets.count - 1
    let place = buckets[..<last].firstIndex { $0.count >= rank } ?? last
    if place == last { return buckets[last - 1].bound }
    let end = buckets[place].bound
    if place == 0, end <= 0 { return end }
    var start = 0.0
    var count = buckets[place].count
    if place > 0 {
      start = buckets[place - 1].bound
      count -= buckets[place - 1].count
      rank -= buckets[place - 1].count
    }
    return start + (end - start) * (rank / count)
  }

  /// The share of the observations between two values, by linear interpolation.
  func fraction(from lower: Double, to upper: Double) -> Double {
    guard isComplete, let total = buckets.last?.count, total != 0, !lower.isNaN, !upper.isNaN
    else { return .nan }
    if lower >= upper { return 0 }
    return (rank(of: upper, total: total) - rank(of: lower, total: total)) / total
  }

  /// How many observations were no larger than `value`.
  private func rank(of value: Double, total: Double) -> Double {
    var below = 0.0
    for (index, bucket) in buckets.enumerated() {
      let start = index > 0 ? buckets[index - 1].bound : (bucket.bound > 0 ? 0 : -.infinity)
      if start >= value { return min(below, total) }
      if bucket.bound > value {
        // A bucket of infinite width adds nothing: its share cannot be told.
        if start == -.infinity { return min(bucket.count, total) }
        let share = (value - start) / (bucket.bound - start)
        return min(below + (bucket.count - below) * share, total)
      }
      below = bucket.count
    }
    return total
  }
}
