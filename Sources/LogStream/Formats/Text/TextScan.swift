/// Steps over the text of a line that formats of plain text share.
enum TextScan {
  /// The offset after spaces and tabs.
  @inline(__always)
  static func skipSpace(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, line[at] == 0x20 || line[at] == 0x09 { at &+= 1 }
    return at
  }

  /// The offset after any SGR colour sequences (`\e[97;42m`) and spaces.
  static func skipColour(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = skipSpace(line, start, end)
    while at < end, line[at] == 0x1b {
      let after = skipColours(line, at, end)
      guard after > at else { return at }
      at = skipSpace(line, after, end)
    }
    return at
  }

  /// The offset after SGR colour sequences; spaces, which may belong to the line, are kept.
  static func skipColours(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at + 1 < end, line[at] == 0x1b, line[at + 1] == UInt8(ascii: "[") {
      var stop = at + 2
      while stop < end, ByteScan.isDigit(line[stop]) || line[stop] == UInt8(ascii: ";") {
        stop += 1
      }
      guard stop < end, line[stop] == UInt8(ascii: "m") else { return at }
      at = stop + 1
    }
    return at
  }

  /// The offset of the next space, tab or end.
  @inline(__always)
  static func endOfWord(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, line[at] != 0x20, line[at] != 0x09 { at &+= 1 }
    return at
  }

  /// The range without an SGR colour sequence at its end.
  static func uncolouredEnd(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard let last = range.last, line[last] == UInt8(ascii: "m"),
      let escape = range.suffix(12).last(where: { line[$0] == 0x1b }),
      skipColours(line, escape, range.upperBound) == range.upperBound
    else { return range }
    return trimmedEnd(line, range.lowerBound..<escape)
  }

  /// The range without white space, line ends and colour sequences at its end.
  static func trimmedEnd(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, line[end - 1] <= 0x20 { end -= 1 }
    return range.lowerBound..<end
  }
}
