/// Counts by number, made for records that mostly come in order: counting where was counted last is
/// an addition.
struct OrderedCounts: Sendable {
  private var settled: [Int64: Int32] = [:]
  private var last: Int64 = 0
  private var count: Int32 = 0

  /// Counts once more at a number (`sign` 1), or once less (`sign` -1).
  @inline(__always)
  mutating func add(_ sign: Int32, at number: Int64) {
    if number != last {
      settle()
      last = number
    }
    count &+= sign
  }

  /// Calls `body` with all numbers whose count is not zero.
  func visit(_ body: (_ number: Int64, _ count: Int32) -> Void) {
    for (number, count) in settled where number != last { body(number, count) }
    let newest = (settled[last] ?? 0) &+ count
    if newest != 0 { body(last, newest) }
  }

  private mutating func settle() {
    guard count != 0 else { return }
    let sum = (settled[last] ?? 0) &+ count
    settled[last] = sum == 0 ? nil : sum
    count = 0
  }
}
