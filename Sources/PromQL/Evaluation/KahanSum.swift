/// A sum that keeps what rounding takes away (Neumaier's variant of Kahan's), as Prometheus does.
struct KahanSum {
  /// The sum so far, rounded.
  var sum = 0.0
  /// What is missing from it.
  var compensation = 0.0

  /// The sum with what was missing.
  var value: Double { sum + compensation }

  /// Adds a value; the compensation is given up where the sum is infinite.
  @inline(__always)
  mutating func add(_ value: Double) {
    let total = sum + value
    if total.isInfinite {
      compensation = 0
    } else if abs(sum) >= abs(value) {
      compensation += (sum - total) + value
    } else {
      compensation += (value - total) + sum
    }
    sum = total
  }

  /// Adds another sum.
  @inline(__always)
  mutating func add(_ other: KahanSum) {
    add(other.sum)
    if !sum.isInfinite { compensation += other.compensation }
  }
}
