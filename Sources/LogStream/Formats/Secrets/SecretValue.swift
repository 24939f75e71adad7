/// Reads how far the value of a secret reaches.
enum SecretValue {
  private static let schemes: [StaticString] = [
    "bearer ", "basic ", "digest ", "token ", "apikey ", "negotiate ",
  ]

  /// Where the value begins behind its separator: blanks, escaped tabs and the tip of an arrow are no
  /// part of it.
  static func start(_ text: Span<UInt8>, from separator: Int) -> Int {
    var at = separator
    while at < text.count {
      switch text[at] {
      case 0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "="): at += 1
      case UInt8(ascii: "\\") where at + 1 < text.count && text[at + 1] == UInt8(ascii: "t"):
        at += 2
      default: return at
      }
    }
    return at
  }

  /// How far a value without quotes or brackets reaches.
  enum Reach {
    /// To the end of a word.
    case word
    /// To the end of a header.
    case header
    /// Over cookies: `a=b; c=d`.
    case cookies
  }

  /// The value that begins at `start`: the inside of quotes or brackets, or as far as `reach` says.
  static func range(_ text: Span<UInt8>, at start: Int, _ reach: Reach) -> Range<Int> {
    if let quoted = quoted(text, at: start) { return quoted }
    switch text[start] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return start + 1..<endOfBrackets(text, from: start)
    default: break
    }
    switch reach {
    case .word: break
    case .header: return start..<endOfHeader(text, from: start)
    case .cookies: return start..<endOfCookies(text, from: start)
    }
    let scheme = schemes.first { ByteScan.matches($0, text, at: start, to: text.count) }
    return start..<endOfWord(text, from: start + (scheme?.utf8CodeUnitCount ?? 0))
  }

  /// Where a word ends.
  static func endOfWord(_ text: Span<UInt8>, from start: Int) -> Int {
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

  /// The inside of a value in quotes, however often these are escaped.
  private static func quoted(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    var open = start
    while open < text.count, text[open] == UInt8(ascii: "\\") { open += 1 }
    let depth = open - start
    guard open < text.count, text[open] == UInt8(ascii: "\"") || text[open] == UInt8(ascii: "'")
    else { return nil }
    var at = open + 1
    var escapes = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "\\") {
        escapes += 1
      } else {
        let isEnd = text[at] == text[open] && (depth == 0 ? escapes % 2 == 0 : escapes <= depth)
        if isEnd { return open + 1..<at - (depth == 0 ? 0 : escapes) }
        escapes = 0
      }
      at += 1
    }
    return open + 1..<text.count
  }

  /// Where a JSON array or object ends: at its closing bracket, or with the text.
  private static func endOfBrackets(_ text: Span<UInt8>, from start: Int) -> Int {
    var depth = 0
    var at = start
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return at }
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        if let inside = quoted(text, at: at) {
          at = inside.upperBound
          while at < text.count, text[at] == UInt8(ascii: "\\") { at += 1 }
        }
      default: break
      }
      at += 1
    }
    return text.count
  }

  /// Where a header ends; the values of a digest are in quotes of their own.
  private static func endOfHeader(_ text: Span<UInt8>, from start: Int) -> Int {
    let isDigest = ByteScan.matches("digest ", text, at: start, to: text.count)
    var at = start
    while at < text.count, text[at] >= 0x20 {
      if text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "\\") {
        guard isDigest, text[at - 1] == UInt8(ascii: "="), let inside = quoted(text, at: at)
        else { return at }
        at = inside.upperBound
        while at < text.count, text[at] == UInt8(ascii: "\\") { at += 1 }
      }
      at += 1
    }
    return min(at, text.count)
  }

  private static func endOfCookies(_ text: Span<UInt8>, from start: Int) -> Int {
    var at = endOfWord(text, from: start)
    while at < text.count, text[at] == UInt8(ascii: ";") {
      var next = at + 1
      while next < text.count, text[next] == 0x20 { next += 1 }
      while next < text.count, SecretScan.isNameByte(text[next]) { next += 1 }
      guard next < text.count, text[next] == UInt8(ascii: "=") else { return at }
      at = endOfWord(text, from: next)
    }
    return at
  }
}
