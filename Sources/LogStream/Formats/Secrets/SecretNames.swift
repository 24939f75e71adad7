/// Which names of fields, headers and parameters have values that must not show.
///
/// What counts are a name's last words, in any case and without the numbers behind them: names are split
/// at punctuation and where capitals begin, so that `IMToken2` ends in `Token`.
enum SecretNames {
  /// Whether the value under this name is a secret: `token`, `access_token`, `X-Api-Key`,
  /// `clientSecret`, `set-cookie`; not `monkey`, not `cache_key`.
  static func contains(_ name: Span<UInt8>) -> Bool {
    let last = lastWord(of: name, endingAt: name.count)
    guard !last.isEmpty else { return false }
    if isOne(of: ["key", "keys"], name, last) {
      return !isOne(of: harmlessKeys, name, lastWord(of: name, endingAt: last.lowerBound))
    }
    if isOne(of: ["id", "ids"], name, last) {
      return isOne(of: ["session", "sess"], name, lastWord(of: name, endingAt: last.lowerBound))
    }
    if isOne(of: ["sid"], name, last) {
      return isOne(of: ["connect"], name, lastWord(of: name, endingAt: last.lowerBound))
    }
    if isOne(of: qualifiers, name, last) {
      return endsWithOne(of: secretEndings, name, lastWord(of: name, endingAt: last.lowerBound))
    }
    // Browsers can send a token to a WebSocket in no other header.
    if isOne(of: ["protocol"], name, last) {
      let before = lastWord(of: name, endingAt: last.lowerBound)
      return endsWithOne(of: ["socket"], name, before)
    }
    return isOne(of: secretWords, name, last) || endsWithOne(of: secretEndings, name, last)
  }

  /// Whether a number under this name may as well be a count: `tokens: 12`, `pass=3`.
  static func mayCount(_ name: Span<UInt8>) -> Bool {
    let words: [StaticString] = ["tokens", "pass", "keys", "secrets", "cookies", "sessions"]
    return isOne(of: words, name, lastWord(of: name, endingAt: name.count))
  }

  /// Whether a plain `name: value` in running text is a secret; `key: not found` is none.
  static func isCertain(_ name: Span<UInt8>) -> Bool {
    let last = lastWord(of: name, endingAt: name.count)
    guard isOne(of: ["key", "session", "auth"], name, last) else { return !last.isEmpty }
    return !lastWord(of: name, endingAt: last.lowerBound).isEmpty
  }

  /// Whether the value of the header runs to the end of its line: `Authorization: Bearer x y`.
  static func coversLine(_ name: Span<UInt8>) -> Bool {
    let words: [StaticString] = ["authorization", "cookie", "cookies", "protocol"]
    return isOne(of: words, name, lastWord(of: name, endingAt: name.count))
  }

  /// Whether the value under the name is the name of what stands beside it.
  static func isOfPair(_ name: Span<UInt8>) -> Bool {
    let words: [StaticString] = ["name", "key", "header"]
    return words.contains {
      $0.utf8CodeUnitCount == name.count && ByteScan.matches($0, name, at: 0, to: name.count)
    }
  }

  /// Whether the value under the name is a list of cookies.
  static func isCookies(_ name: Span<UInt8>) -> Bool {
    isOne(of: ["cookie", "cookies"], name, lastWord(of: name, endingAt: name.count))
  }

  private static let secretWords: [StaticString] = [
    "sig", "signature",
    "authorization", "auth", "cookie", "cookies", "pass", "pwd", "pw",
    "passphrase", "passcode", "secret", "secrets", "apikey", "accesskey", "privatekey", "session",
    "sessionid", "sessid", "phpsessid", "jsessionid", "credential", "credentials", "jwt", "bearer",
    "csrf", "xsrf", "otp", "ticket", "accesstoken", "refreshtoken", "idtoken", "authtoken",
    "clientsecret",
  ]

  /// What the last word of a secret's name may end with: `wstoken`, `DBPassword`, `密码`.
  private static let secretEndings: [StaticString] = [
    "token", "tokens", "password", "passwords", "passwd", "secret", "cookie", "密码", "口令", "令牌",
    "密钥",
  ]

  /// What may follow in the name of a secret: `password_confirmation`, `tokenValue`.
  private static let qualifiers: [StaticString] = [
    "confirmation", "confirm", "value", "hash", "raw", "plain", "old", "new",
  ]

  private static let harmlessKeys: [StaticString] = [
    "cache", "routing", "primary", "foreign", "partition", "sort", "public", "idempotency", "group",
    "object", "dedup", "shard",
  ]

  /// Where the last word before `end` stands, empty where there is none.
  private static func lastWord(of name: Span<UInt8>, endingAt end: Int) -> Range<Int> {
    var end = end
    while end > 0, !isPart(name[end - 1]) || ByteScan.isDigit(name[end - 1]) { end -= 1 }
    guard end > 0 else { return 0..<0 }
    var start = end - 1
    while start > 0, isPart(name[start - 1]), !isFirst(name, start) { start -= 1 }
    return start..<end
  }

  /// Whether a capital begins a word within a name.
  private static func isFirst(_ name: Span<UInt8>, _ index: Int) -> Bool {
    guard isCapital(name[index]) else { return false }
    return !isCapital(name[index - 1])
      || index + 1 < name.count && ByteScan.isLetter(name[index + 1])
        && !isCapital(name[index + 1])
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte >= 0x80
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  private static func isOne(
    of words: [StaticString],
    _ name: Span<UInt8>,
    _ word: Range<Int>
  ) -> Bool {
    words.contains {
      $0.utf8CodeUnitCount == word.count
        && ByteScan.matches($0, name, at: word.lowerBound, to: word.upperBound)
    }
  }

  private static func endsWithOne(
    of endings: [StaticString],
    _ name: Span<UInt8>,
    _ word: Range<Int>
  ) -> Bool {
    endings.contains {
      $0.utf8CodeUnitCount <= word.count
        && ByteScan.matches(
          $0,
          name,
          at: word.upperBound - $0.utf8CodeUnitCount,
          to: word.upperBound
        )
    }
  }
}
