/// The grammar of RFC 8259 over the bytes of a line: each function reads one thing at `at`, moves past
/// it and says whether it was well formed.
enum JSONScanner {
  /// How deeply objects and arrays may nest.
  static let depthLimit = 64

  /// Passes over white space.
  @inline(__always)
  static func skipSpace(_ line: Span<UInt8>, _ at: inout Int, _ end: Int) {
    while at < end {
      let byte = line[at]
      guard byte <= 0x20, byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a else {
        return
      }
      at &+= 1
    }
  }

  /// Reads a plain value of the given form, that of a string behind its opening quote.
  ///
  /// `range`, which begins where the value does, receives it without quotes. The answer is the value's
  /// kind, nil where it has another form; `null` is absent.
  @inline(__always)
  static func value(
    _ line: Span<UInt8>,
    _ range: inout Range<Int>,
    _ end: Int,
    _ form: RawValue.Kind
  ) -> RawValue.Kind? {
    let start = range.lowerBound
    var at = start
    switch form {
    case .text:
      var isEscaped = false
      guard string(line, &at, end, range: &range, isEscaped: &isEscaped) else { return nil }
      return isEscaped ? .escapedText : .text
    case .number:
      guard at < end, number(line, &at, end) else { return nil }
    default:
      guard at < end else { return nil }
      let kind = literal(line, &at, end)
      range = start..<at
      return at > start ? kind : nil
    }
    range = start..<at
    return .number
  }

  /// Reads the rest of a string after its opening quote; `range` receives the inside.
  @inline(__always)
  static func string(
    _ line: Span<UInt8>,
    _ at: inout Int,
    _ end: Int,
    range: inout Range<Int>,
    isEscaped: inout Bool
  ) -> Bool {
    let start = at
    at = ByteScan.endOfPlainJSONText(line, from: at, to: end)
    guard at < end else { return false }
    if line[at] == UInt8(ascii: "\"") {
      range = start..<at
      isEscaped = false
      at &+= 1
      return true
    }
    isEscaped = true
    guard escapedString(line, &at, end) else { return false }
    range = start..<at
    at &+= 1
    return true
  }

  /// Moves from a byte that is not plain text to the string's closing quote.
  static func escapedString(_ line: Span<UInt8>, _ at: inout Int, _ end: Int) -> Bool {
    while at < end {
      switch line[at] {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"):
        guard at &+ 1 < end else { return false }
        if line[at &+ 1] == UInt8(ascii: "u") {
          guard JSONText.codeUnit(line, at: at &+ 2, to: end) != nil else { return false }
          at &+= 6
        } else {
          guard JSONText.plainByte(line[at &+ 1]) != nil else { return false }
          at &+= 2
        }
      default: return false
      }
      at = ByteScan.endOfPlainJSONText(line, from: at, to: end)
    }
    return false
  }

  /// Reads a number.
  @inline(__always)
  static func number(_ line: Span<UInt8>, _ at: inout Int, _ end: Int) -> Bool {
    if line[at] == UInt8(ascii: "-") { at &+= 1 }
    guard at < end else { return false }
    if line[at] == UInt8(ascii: "0") {
      at &+= 1
    } else if !digits(line, &at, end) {
      return false
    }
    if at < end, line[at] == UInt8(ascii: ".") {
      at &+= 1
      guard digits(line, &at, end) else { return false }
    }
    guard at < end, line[at] | 0x20 == UInt8(ascii: "e") else { return true }
    at &+= 1
    if at < end, line[at] == UInt8(ascii: "+") || line[at] == UInt8(ascii: "-") { at &+= 1 }
    return digits(line, &at, end)
  }

  /// Where the number at `start` ends, `start` where none stands there.
  @inline(__always)
  static func endOfNumber(_ line: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var at = start
    while at < end, ByteScan.isDigit(line[at]) { at &+= 1 }
    let isWhole = at &- start == 1 || at > start && line[start] != UInt8(ascii: "0")
    if isWhole, at < end, line[at] == UInt8(ascii: ",") || line[at] == UInt8(ascii: "}") {
      return at
    }
    at = start
    return at < end && number(line, &at, end) ? at : start
  }

  /// Reads `true`, `false` or `null` and says what it is, the last being absent; `at` stays where
  /// none stands there.
  static func literal(_ line: Span<UInt8>, _ at: inout Int, _ end: Int) -> RawValue.Kind {
    guard at < end else { return .absent }
    let wanted: StaticString
    let kind = line[at] == UInt8(ascii: "n") ? RawValue.Kind.absent : .boolean
    switch line[at] {
    case UInt8(ascii: "t"): wanted = "true"
    case UInt8(ascii: "f"): wanted = "false"
    case UInt8(ascii: "n"): wanted = "null"
    default: return .absent
    }
    let matches = wanted.withUTF8Buffer { wanted in
      guard at + wanted.count <= end else { return false }
      for offset in 0..<wanted.count where line[at + offset] != wanted[offset] { return false }
      return true
    }
    if matches { at += wanted.utf8CodeUnitCount }
    return kind
  }

  @inline(__always)
  private static func digits(_ line: Span<UInt8>, _ at: inout Int, _ end: Int) -> Bool {
    let start = at
    while at < end, ByteScan.isDigit(line[at]) { at &+= 1 }
    return at > start
  }
}
