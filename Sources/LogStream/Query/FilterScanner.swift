import LogModel

/// A position in a filter's text, and the small things that are read there.
struct FilterScanner {
  /// What joins two conditions.
  enum Joiner {
    /// Both hold.
    case and
    /// One holds.
    case or
  }

  /// A bare word, its escapes resolved.
  struct Word {
    /// What it says.
    var pattern: Filter.TextPattern
    /// Where it stands.
    var range: Range<Int>
    /// The text, its wildcards as they are written.
    var text: String { pattern.joined() }
  }

  /// Where a bare word ends.
  enum WordKind {
    /// Before an operator: it can be a field's name.
    case name
    /// Only before white space, quotes and parentheses, and before a boost or fuzziness.
    case value
    /// The same, where those are ordinary characters.
    case operand
    /// Also before the closing bracket of a range.
    case bound
  }

  /// The text.
  let bytes: [UInt8]
  /// The offset of the next byte.
  var at = 0
  /// How many braces of nested fields are open; they end words.
  var openBraces = 0

  /// A scanner at the start of the text.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether nothing is left.
  var isAtEnd: Bool { at >= bytes.count }

  /// Whether a closing parenthesis, or the brace of a nested field, comes next.
  var isAtClosing: Bool {
    next == UInt8(ascii: ")") || openBraces > 0 && next == UInt8(ascii: "}")
  }

  /// The next byte, 0 at the end.
  var next: UInt8 { peek(0) }

  /// The byte `offset` further on, 0 beyond the end.
  func peek(_ offset: Int) -> UInt8 {
    bytes.indices.contains(at + offset) ? bytes[at + offset] : 0
  }

  /// The text of a range.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The character that comes next.
  func character() -> String {
    String(String(decoding: bytes[at...], as: UTF8.self).prefix(1))
  }

  /// Passes over white space, no-break space included.
  mutating func skipSpace() {
    while let width = spaceWidth(at: at) { at += width }
  }

  /// Passes over the byte if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte, !isAtEnd else { return false }
    at += 1
    return true
  }

  /// The range of `AND`, `OR` or their signs, where one comes next.
  func peekJoiner(_ wanted: Joiner? = nil) -> Range<Int>? {
    var ahead = self
    ahead.skipSpace()
    let start = ahead.at
    if wanted != .or {
      if ahead.peek(0) == UInt8(ascii: "&"), ahead.peek(1) == UInt8(ascii: "&") {
        return start..<start + 2
      }
      if ahead.isKeyword("and") { return start..<start + 3 }
    }
    if wanted != .and {
      if ahead.peek(0) == UInt8(ascii: "|"), ahead.peek(1) == UInt8(ascii: "|") {
        return start..<start + 2
      }
      if ahead.isKeyword("or") { return start..<start + 2 }
    }
    return nil
  }

  /// Passes over white space, and over the joiner if it comes next.
  mutating func takeJoiner(_ joiner: Joiner) -> Range<Int>? {
    skipSpace()
    guard let range = peekJoiner(joiner) else { return nil }
    at = range.upperBound
    return range
  }

  /// Passes over `NOT`, `!` or `-` if one comes next; a sign before a digit belongs to the word.
  mutating func takeNegation() -> Range<Int>? {
    skipSpace()
    let start = at
    if isKeyword("not") {
      at += 3
      return start..<at
    }
    let following = peek(1)
    let opens = following > 0x20 && following != UInt8(ascii: ")")
    if next == UInt8(ascii: "!"), opens || following == 0, following != UInt8(ascii: "=") {
      at += 1
      return start..<at
    }
    let isSign =
      next == UInt8(ascii: "-") && opens && !ByteScan.isDigit(following)
      && following != UInt8(ascii: "-") && following != UInt8(ascii: ".")
    guard isSign else { return nil }
    at += 1
    return start..<at
  }

  /// Passes over Lucene's `+`, which says what holds anyway.
  mutating func takeRequirement() {
    let following = peek(1)
    if next == UInt8(ascii: "+"), following > 0x20, !ByteScan.isDigit(following) { at += 1 }
  }

  /// Whether the keyword comes next as a word of its own.
  func isKeyword(_ keyword: StaticString) -> Bool {
    guard ByteScan.matches(keyword, bytes.span, at: at, to: bytes.count) else { return false }
    let after = at + keyword.utf8CodeUnitCount
    guard bytes.indices.contains(after) else { return true }
    let byte = bytes[after]
    return spaceWidth(at: after) != nil || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "}")
  }

  /// The number of bytes of the white space at an offset, nil where there is none.
  func spaceWidth(at offset: Int) -> Int? {
    guard bytes.indices.contains(offset) else { return nil }
    switch bytes[offset] {
    case 0x20, 0x09, 0x0a, 0x0d: return 1
    case 0xc2 where bytes.indices.contains(offset + 1) && bytes[offset + 1] == 0xa0: return 2
    case 0xe3
    where bytes.indices.contains(offset + 2) && bytes[offset + 1] == 0x80
      && bytes[offset + 2] == 0x80:
      return 3
    default: return nil
    }
  }
}
