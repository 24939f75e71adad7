/// Appends groups of bits to words, the most significant first.
struct BitWriter {
  private(set) var words: [UInt64] = []
  private var pending: UInt64 = 0
  private var used = 0

  /// How many bits were written.
  var count: Int { words.count * 64 + used }

  /// Appends the lowest `count` (0 to 64) bits of `bits`, above which there are zeros only.
  @inline(__always)
  mutating func write(_ bits: UInt64, count: Int) {
    let free = 64 &- used
    if count < free {
      pending |= bits << UInt64(free &- count)
      used &+= count
    } else {
      words.append(pending | bits >> UInt64(count &- free))
      used = count &- free
      pending = used == 0 ? 0 : bits << UInt64(64 &- used)
    }
  }

  /// Appends everything that another writer holds.
  mutating func append(_ other: BitWriter) {
    for word in other.words { write(word, count: 64) }
    if other.used > 0 {
      write(other.pending >> UInt64(64 &- other.used), count: other.used)
    }
  }

  /// Forgets everything; the memory is kept.
  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    (pending, used) = (0, 0)
  }

  /// The words, the last one filled up with zeros.
  func finished() -> [UInt64] { used == 0 ? words : words + [pending] }
}
