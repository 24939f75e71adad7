import Glibc

/// Searches over a line's bytes, eight at a time.
///
/// Everything is bounds-checked, by hand where the C library searches. A word is eight bytes in the order of memory, the first one lowest.
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

  /// The offset of the first of three bytes at or after `start`, else `end`.
  @inline(__always)
  static func first(
    of first: UInt8,
    _ second: UInt8,
    _ third: UInt8,
    in line: Span<UInt8>,
    from start: Int,
    to end: Int
  ) -> Int {
    var at = start
    while at < end {
      let count = min(8, end &- at)
      let word = word(line, at: at, count: count)
      let found = zeros(word, first) | zeros(word, second) | zeros(word, third)
      if found != 0 { return min(end, at &+ (found.trailingZeroBitCount >> 3)) }
      at &+= 8
    }
    return end
  }

  /// The high bits of the bytes that equal `byte`; those above the first one may be wrong.
  @inline(__always)
  private static func zeros(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (lowBits &* UInt64(byte))
    return (difference &- lowBits) & ~difference & highBits
  }

  /// The offset of the next newline at or after `start`, else `end`.
  @inline(__always)
  static func endOfLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, start >= 0, start < buffer.count,
        let found = memchr(base + start, 0x0a, buffer.count - start)
      else { return buffer.count }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Eight bytes as one word.
  @inline(__always)
  static func load(_ bytes: Span<UInt8>, at start: Int) -> UInt64 {
    bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
  }

  /// The last eight bytes as one word; of fewer bytes all of them, some twice.
  ///
  /// Together with the number of bytes the word tells apart whatever has up to eight.
  @inline(__always)
  static func lastWord(_ bytes: Span<UInt8>) -> UInt64 {
    let count = bytes.count
    if count >= 8 { return load(bytes, at: count &- 8) }
    if count >= 4 {
      let raw = bytes.bytes
      let first = raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = raw.unsafeLoadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(first) | UInt64(last) &<< 32
    }
    guard count > 0 else { return 0 }
    return UInt64(bytes[0]) | UInt64(bytes[count &>> 1]) &<< 8 | UInt64(bytes[count &- 1]) &<< 16
  }

  /// Up to eight bytes from `start` as one word, zeros above them.
  @inline(__always)
  static func word(_ line: Span<UInt8>, at start: Int, count: Int) -> UInt64 {
    if count >= 8 { return load(line, at: start) }
    if start &+ 8 <= line.count {
      return load(line, at: start) & ((1 &<< UInt64(count &* 8)) &- 1)
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

  /// Whether some byte is none of ASCII.
  @inline(__always)
  static func hasHighBit(_ text: Span<UInt8>) -> Bool {
    var at = 0
    while at &+ 8 <= text.count {
      if word(text, at: at, count: 8) & highBits != 0 { return true }
      at &+= 8
    }
    return at < text.count && word(text, at: at, count: text.count &- at) & highBits != 0
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
