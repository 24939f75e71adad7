/// Reads what `BitWriter` wrote; behind the end there are zeros.
struct BitReader {
  private let bytes: [UInt8]
  private var next: Int
  private var pending: UInt64 = 0
  private var pendingCount = 0

  init(_ bytes: [UInt8], from offset: Int) {
    self.bytes = bytes
    self.next = offset
  }

  /// The next `count` (0 to 64) bits in the lowest place.
  mutating func read(_ count: Int) -> UInt64 {
    if count > 32 {
      let high = read(count - 32)
      return high << 32 | read(32)
    }
    while pendingCount < count {
      pending = pending << 8 | UInt64(next < bytes.count ? bytes[next] : 0)
      next += 1
      pendingCount += 8
    }
    pendingCount -= count
    return (pending >> UInt64(pendingCount)) & ((1 << UInt64(count)) - 1)
  }
}
