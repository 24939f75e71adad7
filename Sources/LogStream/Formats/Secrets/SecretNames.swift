/// Which names of fields, headers and parameters have values that must not show.
enum SecretNames {
  /// Whether the value under this name is a secret: `token`, `access_token`, `X-Api-Key`,
  /// `clientSecret`, `set-cookie`; not `monkey`, not `cache_key`.
  static func contains(_ name: some StringProtocol) -> Bool {
    let words = words(of: name)
    guard let last = words.last else { return false }
    let before = words.dropLast().last ?? ""
    switch last {
    case "key", "keys": return !harmlessKeys.contains(before)
    case "id", "ids": return before == "session" || before == "sess"
    default: return secretWords.contains(last)
    }
  }

  /// Whether a plain `name: value` in running text is a secret; `key: not found` is none.
  static func isCertain(_ name: some StringProtocol) -> Bool {
    let words = words(of: name)
    return words.last.map { $0 != "key" && $0 != "session" && $0 != "auth" || words.count > 1 }
      ?? false
  }

  /// Whether the value of the header runs to the end of its line: `Authorization: Bearer x y`.
  static func coversLine(_ name: some StringProtocol) -> Bool {
    guard let last = words(of: name).last else { return false }
    return last == "authorization" || last == "cookie" || last == "cookies"
  }

  private static let secretWords: Set<String> = [
    "token", "authorization", "auth", "cookie", "cookies", "password", "passwd", "pwd",
    "passphrase", "passcode", "secret", "secrets", "apikey", "accesskey", "privatekey", "session",
    "sessionid", "sessid", "phpsessid", "jsessionid", "credential", "credentials", "jwt", "bearer",
    "csrf", "xsrf", "otp", "accesstoken", "refreshtoken", "idtoken", "authtoken", "clientsecret",
  ]

  private static let harmlessKeys: Set<String> = [
    "cache", "routing", "primary", "foreign", "partition", "sort", "public", "idempotency", "group",
    "object", "dedup", "shard",
  ]

  /// The words of a name in lower case, split at punctuation and at capitals after small letters.
  private static func words(of name: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    var wasSmall = false
    for character in name.utf8 {
      let isCapital = character >= UInt8(ascii: "A") && character <= UInt8(ascii: "Z")
      if isCapital && wasSmall || !ByteScan.isLetter(character) && !ByteScan.isDigit(character) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if ByteScan.isLetter(character) || ByteScan.isDigit(character) {
        word.unicodeScalars.append(Unicode.Scalar(ByteScan.lowercased(character)))
      }
      wasSmall = !isCapital && ByteScan.isLetter(character)
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
