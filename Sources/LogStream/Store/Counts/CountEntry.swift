/// One second with what was added to a counter in it.
struct CountEntry<Delta: CountDelta>: Sendable {
  /// What was added.
  var delta: Delta

  private var storedSecond: UInt32

  /// An addition in a second.
  init(second: Int64, delta: Delta) {
    storedSecond = UInt32(clamping: second)
    self.delta = delta
  }

  /// Seconds since the epoch, from 1970 to 2106.
  var second: Int64 { Int64(storedSecond) }
}
