/// Finds where secrets stand in a text.
enum SecretScan {
  /// The ranges of secrets' values in ascending order; they may overlap.
  static func ranges(_ text: Span<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < text.count {
      let byte = text[at]
      var range: Range<Int>?
      switch byte {
      case UInt8(ascii: "="), UInt8(ascii: ":"): range = namedValue(text, separator: at)
      case UInt8(ascii: "e"): range = webToken(text, at: at)
      case UInt8(ascii: "B"), UInt8(ascii: "b"): range = bearer(text, at: at)
      case UInt8(ascii: "/"): range = password(text, at: at)
      default: break
      }
      if let range, !range.isEmpty {
        found.append(range)
        at = max(at + 1, range.upperBound)
      } else {
        at += 1
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The value behind `=` or `:` where the name before it tells of a secret.
  private static func namedValue(_ text: Span<UInt8>, separator: Int) -> Range<Int>? {
    var end = separator
    while end > 0, isQuoting(text[end - 1]) || text[end - 1] == 0x20 { end -= 1 }
    var start = end
    while start > 0, isNameByte(text[start - 1]), end - start < 64 { start -= 1 }
    guard start < end else { return nil }
    let name = String(decoding: (start..<end).map { text[$0] }, as: UTF8.self)
    guard SecretNames.contains(name) else { return nil }
    var value = separator + 1
    while value < text.count, text[value] == 0x20 { value += 1 }
    guard value < text.count else { return nil }
    if let quoted = quotedValue(text, at: value) { return quoted }
    if text[value] == UInt8(ascii: "["), value + 1 < text.count { return list(text, at: value) }
    if text[value] == UInt8(ascii: "{") { return nil }
    let isQuotedName = end < separator && isQuoting(text[separator - 1])
    if text[separator] == UInt8(ascii: ":"), !isQuotedName, !SecretNames.isCertain(name) {
      return nil
    }
    if SecretNames.coversLine(name), text[separator] == UInt8(ascii: ":") {
      return value..<endOfHeader(text, from: value)
    }
    return value..<endOfWord(text, from: value)
  }

  /// The inside of a value in plain or in escaped quotes.
  private static func quotedValue(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    let isEscaped = text[start] == UInt8(ascii: "\\")
    let open = isEscaped ? start + 1 : start
    guard open < text.count, text[open] == UInt8(ascii: "\"") || text[open] == UInt8(ascii: "'")
    else { return nil }
    var at = open + 1
    while at < text.count {
      if text[at] == UInt8(ascii: "\\") {
        if isEscaped, at + 1 < text.count, text[at + 1] == text[open] { return open + 1..<at }
        at += 2
        continue
      }
      if text[at] == text[open] { return open + 1..<at }
      at += 1
    }
    return open + 1..<text.count
  }

  /// The inside of a JSON array up to its closing bracket.
  private static func list(_ text: Span<UInt8>, at start: Int) -> Range<Int> {
    var at = start + 1
    while at < text.count, text[at] != UInt8(ascii: "]") { at += 1 }
    return start + 1..<at
  }

  /// A JSON web token: `eyJ`, and two dots between runs of base64url.
  private static func webToken(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard ByteScan.matches("eyJ", text, at: start, to: text.count),
      text[start + 1] == UInt8(ascii: "y"), text[start + 2] == UInt8(ascii: "J")
    else { return nil }
    var at = start
    var dots = 0
    while at < text.count, isTokenByte(text[at]) || text[at] == UInt8(ascii: ".") {
      if text[at] == UInt8(ascii: ".") { dots += 1 }
      at += 1
    }
    return dots == 2 && at - start >= 20 ? start..<at : nil
  }

  /// The credential after `Bearer `.
  private static func bearer(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard ByteScan.matches("Bearer ", text, at: start, to: text.count) else { return nil }
    let end = endOfWord(text, from: start + 7)
    return end - start - 7 >= 6 ? start + 7..<end : nil
  }

  /// The password in `scheme://user:password@host`.
  private static func password(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard start > 0, text[start - 1] == UInt8(ascii: ":"),
      ByteScan.matches("//", text, at: start, to: text.count)
    else { return nil }
    var at = start + 2
    var colon: Int?
    while at < text.count, text[at] > 0x20, text[at] != UInt8(ascii: "/"),
      text[at] != UInt8(ascii: "\"")
    {
      if text[at] == UInt8(ascii: ":"), colon == nil { colon = at }
      if text[at] == UInt8(ascii: "@") { return colon.map { $0 + 1..<at } }
      at += 1
    }
    return nil
  }

  private static func endOfWord(_ text: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count, text[at] > 0x20 {
      switch text[at] {
      case UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","),
        UInt8(ascii: ";"), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"),
        UInt8(ascii: "\\"):
        return at
      default: at += 1
      }
    }
    return at
  }

  private static func endOfHeader(_ text: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count, text[at] >= 0x20, text[at] != UInt8(ascii: "\""),
      text[at] != UInt8(ascii: "\\")
    { at += 1 }
    return at
  }

  private static func isQuoting(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
      || byte == UInt8(ascii: "]")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isTokenByte(byte) || byte == UInt8(ascii: ".")
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }
}
