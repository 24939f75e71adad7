/// The text of JSON strings.
enum JSONText {
  /// Appends the decoded bytes of a string's inside, given without its quotes.
  ///
  /// A lone surrogate becomes U+FFFD; escapes that JSON does not know stay as they are. `note`
  /// is told for each decoded byte the offset at which its source starts.
  static func decode(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into bytes: inout [UInt8],
    note: (Int) -> Void = { _ in }
  ) {
    var at = range.lowerBound
    while at < range.upperBound {
      let start = at
      let byte = line[at]
      at += 1
      guard byte == UInt8(ascii: "\\"), at < range.upperBound else {
        bytes.append(byte)
        note(start)
        continue
      }
      let letter = line[at]
      at += 1
      if letter == UInt8(ascii: "u") {
        let scalar = decodeScalar(line, &at, range.upperBound)
        for unit in String(scalar).utf8 {
          bytes.append(unit)
          note(start)
        }
      } else if let plain = plainByte(letter) {
        bytes.append(plain)
        note(start)
      } else {
        bytes.append(byte)
        note(start)
        bytes.append(letter)
        note(start)
      }
    }
  }

  /// Appends the bytes that a list of numbers gives, as the journal writes text that is not printable.
  static func decodeList(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into bytes: inout [UInt8],
    note: (Int) -> Void = { _ in }
  ) {
    var at = range.lowerBound
    while at < range.upperBound {
      let start = at
      while at < range.upperBound, ByteScan.isDigit(line[at]) { at += 1 }
      if let byte = NumberText.whole(line, start..<at).flatMap(UInt8.init(exactly:)) {
        bytes.append(byte)
        note(start)
      }
      at = max(at, start + 1)
    }
  }

  /// What a one-letter escape stands for.
  static func plainByte(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    default: nil
    }
  }

  /// The value of four hexadecimal digits at `start`.
  @inline(__always)
  static func codeUnit(_ line: Span<UInt8>, at start: Int, to end: Int) -> UInt32? {
    guard start >= 0, start &+ 4 <= end else { return nil }
    var value: UInt32 = 0
    for offset in 0..<4 {
      let byte = line[start &+ offset]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
      default: return nil
      }
      value = value &<< 4 | UInt32(digit)
    }
    return value
  }

  /// The scalar of `XXXX`, or of the surrogate pair `XXXX\uYYYY`, at `at`, which moves past it.
  private static func decodeScalar(
    _ line: Span<UInt8>,
    _ at: inout Int,
    _ end: Int
  )
    -> Unicode.Scalar
  {
    guard let unit = codeUnit(line, at: at, to: end) else { return "\u{fffd}" }
    at += 4
    guard (0xd800..<0xdc00).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{fffd}" }
    guard at + 6 <= end, line[at] == UInt8(ascii: "\\"), line[at + 1] == UInt8(ascii: "u"),
      let low = codeUnit(line, at: at + 2, to: end), (0xdc00..<0xe000).contains(low)
    else { return "\u{fffd}" }
    at += 6
    return Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)) ?? "\u{fffd}"
  }
}
