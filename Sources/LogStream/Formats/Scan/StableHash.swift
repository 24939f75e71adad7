/// A quick hash of bytes for telling recent values apart; collisions only blur an inference.
enum StableHash {
  /// The hash of a range of a line, never zero.
  static func of(_ line: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 &+ UInt64(truncatingIfNeeded: range.count)
    var at = range.lowerBound
    while at < range.upperBound {
      let count = min(8, range.upperBound &- at)
      hash = (hash ^ ByteScan.word(line, at: at, count: count)) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash &>> 29
      at &+= 8
    }
    return hash | 1
  }
}
