/// Searches over a line's bytes, eight at a time.
///
/// Everything is bounds-checked. A word is eight bytes in the order of memory, the first one lowest.
enum ByteScan {
  private static let lowBits: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The offset of the next quote, backslash or control character at or after `start`, else `end`.
  @inline(__always)
  static func endOfPlainJSONText(_ line: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var at = start
    let bytes = line.bytes
    while at &+ 8 <= end {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      let quotes = word ^ 0x2222_2222_2222_2222
      let backslashes = word ^ 0x5c5c_5c5c_5c5c_5c5c
      let found =
        (((quotes &- lowBits) & ~quotes) | ((backslashes &- lowBits) & ~backslashes)
          | ((word &- 0x2020_2020_2020_2020) & ~word)) & highBits
      if found != 0 { return at &+ (found.trailingZeroBitCount >> 3) }
      at &+= 8
    }
    while at < end {
      let byte = line[at]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return at }
      at &+= 1
    }
    return end
  }

  /// The offset of the next `byte` at or after `start`, else nil.
  @inline(__always)
  static func first(_ byte: UInt8, in line: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var at = start
    let bytes = line.bytes
    let pattern = lowBits &* UInt64(byte)
    while at &+ 8 <= end {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) ^ pattern
      let found = (word &- lowBits) & ~word & highBits
      if found != 0 { return at &+ (found.trailingZeroBitCount >> 3) }
      at &+= 8
    }
    while at < end {
      if line[at] == byte { return at }
      at &+= 1
    }
    return nil
  }

  /// Up to eight bytes from `start` as one word, zeros above them.
  @inline(__always)
  static func word(_ line: Span<UInt8>, at start: Int, count: Int) -> UInt64 {
    if count >= 8 { return line.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self) }
    if start &+ 8 <= line.count {
      let word = line.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
      return word & ((1 &<< UInt64(count &* 8)) &- 1)
    }
    var word: UInt64 = 0
    for offset in 0..<count { word |= UInt64(line[start &+ offset]) &<< UInt64(offset &* 8) }
    return word
  }

  /// The same with ASCII letters in lower case; other bytes are changed too, but consistently.
  @inline(__always)
  static func foldedWord(_ line: Span<UInt8>, at start: Int, count: Int) -> UInt64 {
    let mask: UInt64 = count >= 8 ? .max : (1 &<< UInt64(count &* 8)) &- 1
    return (word(line, at: start, count: count) | 0x2020_2020_2020_2020) & mask
  }

  /// Whether the bytes at `start` are those of `literal`, whatever the case of ASCII letters.
  static func matches(
    _ literal: StaticString,
    _ line: Span<UInt8>,
    at start: Int,
    to end: Int
  )
    -> Bool
  {
    literal.withUTF8Buffer { wanted in
      guard start >= 0, start &+ wanted.count <= end else { return false }
      for offset in 0..<wanted.count
      where lowercased(line[start &+ offset]) != lowercased(wanted[offset]) { return false }
      return true
    }
  }

  /// Whether `literal` stands anywhere between `start` and `end`, whatever the case.
  static func contains(
    _ literal: StaticString,
    _ line: Span<UInt8>,
    from start: Int,
    to end: Int
  )
    -> Bool
  {
    guard literal.utf8CodeUnitCount > 0 else { return true }
    let initial = literal.withUTF8Buffer { lowercased($0[0]) }
    var at = start
    while at < end {
      if lowercased(line[at]) == initial, matches(literal, line, at: at, to: end) { return true }
      at &+= 1
    }
    return false
  }

  /// An ASCII letter in lower case; any other byte as it is.
  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// Whether the byte is an ASCII digit.
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Whether the byte is an ASCII letter.
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
