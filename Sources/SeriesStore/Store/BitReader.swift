/// Reads what `BitWriter` wrote; behind the end there are zeros.
struct BitReader {
  private let words: [UInt64]
  private var position: Int

  /// A reader of `words` from a bit on.
  init(_ words: [UInt64], from position: Int) {
    self.words = words
    self.position = position
  }

  /// The next 64 bits, without passing over them.
  @inline(__always)
  var next: UInt64 {
    let index = position >> 6
    let shift = UInt64(position & 63)
    guard index < words.count else { return 0 }
    let first = words[index] << shift
    guard shift > 0, index &+ 1 < words.count else { return first }
    return first | words[index &+ 1] >> (64 &- shift)
  }

  /// Passes over some bits.
  @inline(__always)
  mutating func skip(_ count: Int) { position &+= count }

  /// The next `count` (1 to 64) bits in the lowest place.
  @inline(__always)
  mutating func read(_ count: Int) -> UInt64 {
    let bits = next >> UInt64(64 &- count)
    position &+= count
    return bits
  }
}
