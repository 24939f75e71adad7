/// Cuts the variable parts out of a message, so that equal messages become equal bytes.
///
/// Numbers, durations, hexadecimal ids, UUIDs, addresses, times and quoted texts become one `*`;
/// words with a long number at their end keep the word (`user*`). One pass, no allocation beyond the
/// scratch buffer, nothing remembered.
struct TemplateCutter {
  /// Whether numbers of up to four digits that stand alone stay, as close codes must.
  let keepsShortNumbers: Bool
  /// The last text with its variable parts cut out.
  private(set) var cut: [UInt8] = []
  /// Whether nothing was cut out.
  private(set) var isVerbatim = true

  /// What follows this many bytes does not tell messages apart.
  static let longest = 400
  private static let star = UInt8(ascii: "*")

  /// A cutter for messages, or for close reasons where short numbers matter.
  init(keepsShortNumbers: Bool) { self.keepsShortNumbers = keepsShortNumbers }

  /// Cuts the first line of `text`; the result stands in `cut`.
  mutating func run(_ text: Span<UInt8>) {
    cut.removeAll(keepingCapacity: true)
    isVerbatim = text.count <= Self.longest
    let end = min(text.count, Self.longest)
    var at = 0
    while at < end {
      let byte = text[at]
      if byte == 0x0a || byte == 0x0d {
        isVerbatim = false
        break
      }
      if Self.isWord(byte) {
        at = cutWord(text, at, end)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
        at == 0 || !Self.isWord(text[at &- 1]),
        let close = ByteScan.first(byte, in: text, from: at &+ 1, to: end), close > at &+ 1
      {
        cut.append(byte)
        putStar()
        cut.append(byte)
        at = close &+ 1
      } else {
        cut.append(byte)
        at &+= 1
      }
    }
  }

  /// The id of a text without its variable parts.
  mutating func intern(_ text: Span<UInt8>, into table: inout InternTable) -> UInt32 {
    run(text)
    return internLast(into: &table)
  }

  /// The id of what the last run has left.
  func internLast(into table: inout InternTable) -> UInt32 {
    table.intern(cut.span, isVerbatim: isVerbatim)
  }

  /// Handles the word at `start` and returns the offset behind it.
  private mutating func cutWord(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    var digits = 0
    var isHexadecimal = true
    var trailing = 0
    while at < end, Self.isWord(text[at]) {
      let byte = text[at]
      if ByteScan.isDigit(byte) {
        digits &+= 1
        trailing &+= 1
      } else {
        trailing = 0
        if (byte | 0x20) &- UInt8(ascii: "a") >= 6 { isHexadecimal = false }
      }
      at &+= 1
    }
    let length = at &- start
    if isHexadecimal, at < end, text[at] == UInt8(ascii: ":") || text[at] == UInt8(ascii: "-"),
      let close = Self.endOfAddress(text, start, end)
    {
      putStar()
      return close
    }
    if digits == 0 || (keepsShortNumbers && isShortNumber(text, start, at, end, digits)) {
      for index in start..<at { cut.append(text[index]) }
    } else if ByteScan.isDigit(text[start]) || (isHexadecimal && length >= 8) {
      putStar()
    } else if trailing >= 3 {
      for index in start..<(at &- trailing) { cut.append(text[index]) }
      putStar()
    } else {
      for index in start..<at { cut.append(text[index]) }
    }
    return at
  }

  /// The end of a UUID, an IPv6 address or a time at `start`: hexadecimal words joined by `:` or `-`.
  private static func endOfAddress(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var at = start
    var colons = 0
    var dashes = 0
    var digits = 0
    while at < end {
      let byte = text[at]
      if byte == UInt8(ascii: ":") {
        colons &+= 1
      } else if byte == UInt8(ascii: "-") {
        dashes &+= 1
      } else if ByteScan.isDigit(byte) {
        digits &+= 1
      } else if (byte | 0x20) &- UInt8(ascii: "a") >= 6 {
        break
      }
      at &+= 1
    }
    guard at == end || !isWord(text[at]), digits > 0 else { return nil }
    while at > start, !isWord(text[at &- 1]) { at &-= 1 }
    return colons >= 2 || (dashes == 4 && at &- start == 36) ? at : nil
  }

  private func isShortNumber(
    _ text: Span<UInt8>,
    _ start: Int,
    _ at: Int,
    _ end: Int,
    _ digits: Int
  ) -> Bool {
    guard digits == at &- start, digits <= 4 else { return false }
    let isJoinedBefore = start > 0 && Self.joins(text[start &- 1])
    let isJoinedAfter = at &+ 1 < end && Self.joins(text[at]) && ByteScan.isDigit(text[at &+ 1])
    return !isJoinedBefore && !isJoinedAfter
  }

  /// Writes the mark of a variable part; parts joined by one `.`, `:`, `-` or `/` become one.
  private mutating func putStar() {
    isVerbatim = false
    let count = cut.count
    if count >= 2, Self.joins(cut[count &- 1]), cut[count &- 2] == Self.star {
      cut.removeLast()
    } else if count == 0 || cut[count &- 1] != Self.star {
      cut.append(Self.star)
    }
  }

  @inline(__always)
  private static func joins(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ",")
  }

  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool {
    ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
