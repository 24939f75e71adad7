/// Appends groups of bits to bytes, the most significant first.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingCount = 0

  /// Appends the lowest `count` (0 to 64) bits of `bits`.
  mutating func write(_ bits: UInt64, count: Int) {
    var left = count
    while left > 0 {
      let take = min(left, 8 - pendingCount)
      let part = (bits >> UInt64(left - take)) & ((1 << UInt64(take)) - 1)
      pending = pending << UInt64(take) | part
      pendingCount += take
      left -= take
      if pendingCount == 8 {
        bytes.append(UInt8(truncatingIfNeeded: pending))
        (pending, pendingCount) = (0, 0)
      }
    }
  }

  /// Fills the last byte up with zeros.
  mutating func align() {
    if pendingCount > 0 { write(0, count: 8 - pendingCount) }
  }
}
