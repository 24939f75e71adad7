/// Reads what `BitWriter` wrote, up to 56 bits at a time; behind the end there are zeros.
///
/// The bytes are handed in each time, so that the reader is a value of three registers.
struct BitReader {
  /// The next bits, the first in the highest place.
  private(set) var bits: UInt64 = 0
  private var count = 0
  private var next: Int

  /// A reader that begins at a byte.
  init(from offset: Int) { next = offset }

  /// Sees to it that the next 56 bits are at hand.
  @inline(__always)
  mutating func fill(_ bytes: Span<UInt8>) {
    guard count < 56 else { return }
    if let word = bytes.word(at: next) {
      bits |= word.byteSwapped >> UInt64(count)
      next &+= (63 &- count) >> 3
      count |= 56
    } else {
      while count < 56 {
        let byte = next < bytes.count ? bytes[next] : 0
        bits |= UInt64(byte) << UInt64(56 &- count)
        next &+= 1
        count &+= 8
      }
    }
  }

  /// Passes over `length` bits that are at hand.
  @inline(__always)
  mutating func skip(_ length: Int) {
    bits <<= UInt64(length)
    count &-= length
  }

  /// Takes `length` (1 to 56) bits that are at hand.
  @inline(__always)
  mutating func take(_ length: Int) -> UInt64 {
    let value = bits >> UInt64(64 &- length)
    skip(length)
    return value
  }

  /// Takes `length` (1 to 64) bits.
  @inline(__always)
  mutating func read(_ length: Int, _ bytes: Span<UInt8>) -> UInt64 {
    fill(bytes)
    guard length > 32 else { return take(length) }
    let high = take(length &- 32)
    fill(bytes)
    return high << 32 | take(32)
  }
}
