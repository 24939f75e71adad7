#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The bytes that mean something in a page of metrics.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let comma = UInt8(ascii: ",")
  static let equals = UInt8(ascii: "=")
  static let backslash = UInt8(ascii: "\\")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
}

/// Scanning a page; every offset may lie at or behind its end.
extension Span where Element == UInt8 {
  /// The first offset from `start` on that is neither space nor tab.
  func skippingBlanks(_ start: Int) -> Int {
    var index = start
    while index < count, self[index] == Byte.space || self[index] == Byte.tab { index &+= 1 }
    return index
  }

  /// The offset of the next newline, or the end of the page.
  func lineEnd(from start: Int) -> Int {
    guard start < count else { return count }
    let found = extracting(start..<count).withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let hit = memchr(base, Int32(Byte.newline), bytes.count)
      else { return bytes.count }
      return UnsafeRawPointer(hit) - base
    }
    return start &+ found
  }

  /// The end of a name of letters, digits, underscores and, where allowed, colons.
  func nameEnd(from start: Int, colons: Bool) -> Int {
    var index = start
    while index < count {
      let byte = self[index]
      let letter = byte | 0x20
      let isName =
        (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
        || byte == UInt8(ascii: "_")
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") && index > start)
        || (colons && byte == UInt8(ascii: ":"))
      if !isName { break }
      index &+= 1
    }
    return index
  }

  /// The end of a token that blanks or a newline end.
  func tokenEnd(from start: Int, tabs: Bool = true) -> Int {
    var index = start
    while index < count {
      let byte = self[index]
      if byte == Byte.space || byte == Byte.newline || (tabs && byte == Byte.tab) { break }
      index &+= 1
    }
    return index
  }

  /// The end of a run of digits.
  func digitsEnd(from start: Int) -> Int {
    var index = start
    while index < count, self[index] &- 0x30 < 10 { index &+= 1 }
    return index
  }

  /// The offset of the quote that closes the one at `start`; nil where there is none, or where a
  /// newline or NUL stands before it that is not allowed.
  func closingQuote(from start: Int, newlines: Bool, nul: Bool) -> Int? {
    var index = start &+ 1
    while index < count {
      switch self[index] {
      case Byte.quote: return index
      case Byte.backslash:
        index &+= 1
        if index < count, self[index] == Byte.newline { return nil }
      case Byte.newline where !newlines: return nil
      case 0 where !nul: return nil
      default: break
      }
      index &+= 1
    }
    return nil
  }

  /// Whether `text` stands at `start`.
  func matches(_ text: StaticString, at start: Int) -> Bool {
    guard start >= 0, text.utf8CodeUnitCount <= count - start else { return false }
    for index in 0..<text.utf8CodeUnitCount
    where self[start &+ index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether `length` bytes from `start` on are those of `other` from `otherStart` on.
  func hasSameBytes(
    _ start: Int,
    as other: Span<UInt8>,
    _ otherStart: Int,
    count length: Int
  )
    -> Bool
  {
    guard length <= count - start, length <= other.count - otherStart else { return false }
    return extracting(start..<start &+ length).withUnsafeBytes { left in
      other.extracting(otherStart..<otherStart &+ length).withUnsafeBytes { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return true }
        return memcmp(left, right, length) == 0
      }
    }
  }

  /// A hash of the bytes in `range`, the same in every run of the program's lifetime.
  func hash(_ range: Range<Int>) -> Int {
    var hasher = Hasher()
    extracting(range).withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  /// Whether the bytes in `range` are valid UTF-8.
  func isUTF8(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound, self[index] < 0x80 { index &+= 1 }
    return index == range.upperBound || validated(range) != nil
  }

  /// The text in `range`; nil where it is not valid UTF-8.
  func validated(_ range: Range<Int>) -> String? {
    extracting(range).withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
  }

  /// The text in `range`, repaired where it is not valid UTF-8.
  func string(_ range: Range<Int>) -> String {
    extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
