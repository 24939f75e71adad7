/// Finds where secrets stand in a text.
enum SecretScan {
  private static let signs: [StaticString] = ["%3d", "%3a"]

  /// The ranges of secrets' values in ascending order; they may overlap.
  static func ranges(_ text: Span<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < text.count {
      let byte = text[at]
      var range: Range<Int>?
      switch byte {
      case UInt8(ascii: "="), UInt8(ascii: ":"): range = namedValue(text, separator: at)
      case UInt8(ascii: "%"):
        let isSign = signs.contains { ByteScan.matches($0, text, at: at, to: text.count) }
        range = isSign ? namedValue(text, separator: at, length: 3) : nil
      case 0xEF:
        // The wide colon and the wide equals sign of Chinese text.
        let isSign =
          at + 2 < text.count && text[at + 1] == 0xBC && [0x9A, 0x9D].contains(text[at + 2])
        range = isSign ? namedValue(text, separator: at, length: 3) : nil
      case UInt8(ascii: ","): range = listedValue(text, comma: at)
      case UInt8(ascii: "-"):
        range =
          SecretOption.range(text, at: at) ?? SecretOption.user(text, at: at)
          ?? privateKey(text, at: at)
      case UInt8(ascii: "e"): range = webToken(text, at: at)
      case UInt8(ascii: "B"), UInt8(ascii: "b"):
        range = bearer(text, at: at) ?? basic(text, at: at)
      case UInt8(ascii: "g"), UInt8(ascii: "A"), UInt8(ascii: "s"), UInt8(ascii: "r"),
        UInt8(ascii: "x"):
        range = issuedToken(text, at: at)
      case UInt8(ascii: "/"): range = password(text, at: at)
      case UInt8(ascii: "\""), UInt8(ascii: "'"): range = SecretPhrase.range(text, quote: at)
      case UInt8(ascii: "<"): range = SecretElement.range(text, at: at)
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

  /// The value behind a separator (`=`, `:`, `%3D`, `：`) where the name before it tells of a secret.
  private static func namedValue(
    _ text: Span<UInt8>,
    separator: Int,
    length: Int = 1
  ) -> Range<Int>? {
    var end = separator
    while end > 0, isQuoting(text[end - 1]) || text[end - 1] == 0x20 { end -= 1 }
    let isQuotedName = end < separator && isQuoting(text[separator - 1])
    let start = startOfName(text, endingAt: end)
    guard end - start > 0 else { return nil }
    if let unescaped = unescapedName(text, start..<end) {
      return namedValue(text, unescaped.span, separator, length, isQuotedName)
    }
    return namedValue(text, text.extracting(start..<end), separator, length, isQuotedName)
  }

  private static func namedValue(
    _ text: Span<UInt8>,
    _ name: Span<UInt8>,
    _ separator: Int,
    _ length: Int,
    _ isQuotedName: Bool
  ) -> Range<Int>? {
    if isQuotedName, SecretNames.isOfPair(name), let value = pairedValue(text, separator) {
      return value
    }
    guard SecretNames.contains(name) else {
      let isCode = name.count == 4 && ByteScan.matches("code", name, at: 0, to: 4)
      return isCode ? authorizationCode(text, separator + length) : nil
    }
    let isColon = text[separator] == UInt8(ascii: ":")
    let isSpaced = isColon && !isQuotedName
    guard !isSpaced || SecretNames.isCertain(name) else { return nil }
    let value = SecretValue.start(text, from: separator + length)
    guard value < text.count else { return nil }
    if ByteScan.isDigit(text[value]), SecretNames.mayCount(name) { return nil }
    return SecretValue.range(text, at: value, reach(ofValueNamed: name, isColon))
  }

  private static func reach(ofValueNamed name: Span<UInt8>, _ isColon: Bool) -> SecretValue.Reach {
    if isColon { return SecretNames.coversLine(name) ? .header : .word }
    return SecretNames.isCookies(name) ? .cookies : .word
  }

  /// The value beside a name that is a value itself: `"name":"cookie","value":"a=b"`.
  private static func pairedValue(_ text: Span<UInt8>, _ separator: Int) -> Range<Int>? {
    let start = SecretValue.start(text, from: separator + 1)
    guard start < text.count, isQuoting(text[start]) else { return nil }
    let name = SecretValue.range(text, at: start, .word)
    guard name.upperBound <= text.count, SecretNames.contains(text.extracting(name)) else {
      return nil
    }
    var at = name.upperBound
    while at < text.count, isBetweenStrings(text[at]) { at += 1 }
    guard ByteScan.matches("value", text, at: at, to: text.count) else { return nil }
    at += 5
    while at < text.count, isQuoting(text[at]) || text[at] == UInt8(ascii: ":") {
      if text[at] == UInt8(ascii: ":") {
        let value = SecretValue.start(text, from: at + 1)
        return value < text.count ? SecretValue.range(text, at: value, .word) : nil
      }
      at += 1
    }
    return nil
  }

  /// The string behind a header's name in a list: `["Cookie","a=b"]`, `'x-api-key', 'a'`.
  private static func listedValue(_ text: Span<UInt8>, comma: Int) -> Range<Int>? {
    guard comma > 1, text[comma - 1] == UInt8(ascii: "\"") || text[comma - 1] == UInt8(ascii: "'")
    else { return nil }
    var end = comma - 1
    while end > 0, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    let start = startOfName(text, endingAt: end)
    guard start < end, start > 0, isQuoting(text[start - 1]),
      isHeader(text.extracting(start..<end))
    else { return nil }
    let value = SecretValue.start(text, from: comma + 1)
    guard value < text.count, isQuoting(text[value]) else { return nil }
    return SecretValue.range(text, at: value, .word)
  }

  /// Whether the name tells of a secret and is a header's rather than one of a list of fields.
  private static func isHeader(_ name: Span<UInt8>) -> Bool {
    SecretNames.coversLine(name)
      || name.indices.contains { name[$0] == UInt8(ascii: "-") } && SecretNames.contains(name)
  }

  private static func isBetweenStrings(_ byte: UInt8) -> Bool {
    isQuoting(byte) || byte == 0x20 || byte == UInt8(ascii: ",")
  }

  /// The code that OAuth sends to a redirect: a parameter of a query string that has `state` too.
  private static func authorizationCode(_ text: Span<UInt8>, _ value: Int) -> Range<Int>? {
    let before = value - 6
    guard before >= 0, text[before] == UInt8(ascii: "?") || text[before] == UInt8(ascii: "&")
    else { return nil }
    var start = before
    while start > 0, isQueryByte(text[start]), before - start < 2_048 { start -= 1 }
    var end = value
    while end < text.count, isQueryByte(text[end]), end - value < 4_096 { end += 1 }
    let hasState =
      ByteScan.contains("?state=", text, from: start, to: end)
      || ByteScan.contains("&state=", text, from: start, to: end)
    let code = value..<SecretValue.endOfWord(text, from: value)
    return hasState && code.count > 4 ? code : nil
  }

  private static func isQueryByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
  }

  /// Where the name before a separator begins.
  static func startOfName(_ text: Span<UInt8>, endingAt end: Int) -> Int {
    var start = end
    while start > 0, end - start < 64,
      isNameByte(text[start - 1]) || isEscapedCharacter(text, at: start - 1)
        || isEscapedByte(text, at: start - 1)
    { start -= 1 }
    return start
  }

  /// A name with the escaped characters of JSON and URLs as what they stand for; nil where it has none.
  private static func unescapedName(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    let isEscaped = range.contains {
      text[$0] == UInt8(ascii: "\\") || text[$0] == UInt8(ascii: "%")
    }
    guard isEscaped else { return nil }
    var start = range.lowerBound
    var bytes: [UInt8] = []
    while start < range.upperBound {
      if isEscapedCharacter(text, at: start) {
        let digits = String(decoding: (start + 2..<start + 6).map { text[$0] }, as: UTF8.self)
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
        bytes += String(Character(scalar ?? "?")).utf8
        start += 6
      } else if isEscapedByte(text, at: start) {
        let digits = String(decoding: [text[start + 1], text[start + 2]], as: UTF8.self)
        bytes.append(UInt8(digits, radix: 16) ?? UInt8(ascii: "?"))
        start += 3
      } else {
        bytes.append(text[start])
        start += 1
      }
    }
    return bytes
  }

  /// Whether `\u` and four hexadecimal digits stand here.
  private static func isEscapedCharacter(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard text[start] == UInt8(ascii: "\\"), start + 5 < text.count,
      text[start + 1] == UInt8(ascii: "u")
    else { return false }
    return (start + 2...start + 5).allSatisfy {
      Character(Unicode.Scalar(text[$0])).isHexDigit
    }
  }

  /// Whether a byte of a URL stands here as `%` and two hexadecimal digits.
  private static func isEscapedByte(_ text: Span<UInt8>, at start: Int) -> Bool {
    text[start] == UInt8(ascii: "%") && start + 2 < text.count
      && Character(Unicode.Scalar(text[start + 1])).isHexDigit
      && Character(Unicode.Scalar(text[start + 2])).isHexDigit
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
    let end = SecretValue.endOfWord(text, from: start + 7)
    return end - start - 7 >= 6 ? start + 7..<end : nil
  }

  /// The credentials after `Basic `: base64 of a name and a password, and no word.
  private static func basic(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard ByteScan.matches("Basic ", text, at: start, to: text.count) else { return nil }
    var end = start + 6
    var hasCapital = false
    var hasOther = false
    while end < text.count, isTokenByte(text[end]) || "+/=".utf8.contains(text[end]) {
      let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= text[end]
      hasCapital = hasCapital || isCapital
      hasOther = hasOther || !isCapital
      end += 1
    }
    let length = end - start - 6
    return length >= 8 && length % 4 == 0 && hasCapital && hasOther ? start + 6..<end : nil
  }

  /// How tokens begin that their issuers mark: GitHub's, GitLab's, AWS', Stripe's, Slack's.
  private static let marks: [StaticString] = [
    "ghp_", "gho_", "ghu_", "ghs_", "github_pat_", "glpat-", "AKIA", "sk_live_", "sk_test_",
    "rk_live_", "xoxb-", "xoxp-", "xoxa-",
  ]

  private static func issuedToken(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard start == 0 || !isTokenByte(text[start - 1]),
      marks.contains(where: { ByteScan.matches($0, text, at: start, to: text.count) })
    else { return nil }
    var end = start
    while end < text.count, isTokenByte(text[end]) { end += 1 }
    return end - start >= 16 ? start..<end : nil
  }

  /// A private key in PEM, up to its end or that of the text.
  private static func privateKey(_ text: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard ByteScan.matches("-----BEGIN ", text, at: start, to: text.count) else { return nil }
    var at = start + 11
    while at < text.count, at - start < 64, text[at] != UInt8(ascii: "-") { at += 1 }
    guard at - start >= 22, ByteScan.matches("PRIVATE KEY", text, at: at - 11, to: text.count),
      ByteScan.matches("-----", text, at: at, to: text.count)
    else { return nil }
    let key = at + 5
    at = key
    while at < text.count, !ByteScan.matches("-----END", text, at: at, to: text.count) { at += 1 }
    return key..<at
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

  static func isQuoting(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
      || byte == UInt8(ascii: "]")
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    isTokenByte(byte) || byte == UInt8(ascii: ".") || byte >= 0x80
  }

  static func isTokenByte(_ byte: UInt8) -> Bool {
    ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }
}
