/// Scanning a page; every offset may lie at or behind its end.
extension Span where Element == UInt8 {
  /// The first offset from `start` on that is neither space nor tab.
  @inline(__always)
  func skippingBlanks(_ start: Int) -> Int {
    var index = start
    while index < count, self[index] == Byte.space || self[index] == Byte.tab { index &+= 1 }
    return index
  }

  /// The offset of the next newline, or the end of the page.
  func lineEnd(from start: Int) -> Int {
    var index = start
    while let word = word(at: index) {
      let hits = word.zeroBytes(besides: Byte.newline)
      if hits != 0 { return index &+ hits.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < count, self[index] != Byte.newline { index &+= 1 }
    return index < count ? index : count
  }

  /// The end of a name of letters, digits, underscores and, where allowed, colons.
  @inline(__always)
  func nameEnd(from start: Int, colons: Bool) -> Int {
    guard start < count, self[start] &- 0x30 >= 10 else { return start }
    var index = start
    while index < count {
      let byte = self[index]
      guard byte.isOfName || (colons && byte == UInt8(ascii: ":")) else { break }
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

  /// The number that the digits in `range` make; nil where it does not fit.
  func wholeNumber(_ range: Range<Int>) -> Int64? {
    var number: Int64 = 0
    for index in range {
      let (tens, tooBig) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = tens.addingReportingOverflow(Int64(self[index] &- Byte.zero))
      if tooBig || overflow { return nil }
      number = sum
    }
    return number
  }

  /// The offset of the quote that closes the one at `start`; nil where there is none, or where a
  /// newline or NUL stands before it that is not allowed.
  @inline(__always)
  func closingQuote(from start: Int, newlines: Bool, nul: Bool) -> Int? {
    var index = start &+ 1
    while index < count {
      if let word = word(at: index) {
        let hits =
          word.zeroBytes(besides: Byte.quote) | word.zeroBytes(besides: Byte.backslash)
          | word.bytesBelow(Byte.newline &+ 1)
        if hits == 0 {
          index &+= 8
          continue
        }
        index &+= hits.trailingZeroBitCount / 8
      }
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

  /// Whether the bytes in `range` are valid UTF-8.
  func isUTF8(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound, let word = word(at: index),
      word & 0x8080_8080_8080_8080 == 0
    { index &+= 8 }
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
