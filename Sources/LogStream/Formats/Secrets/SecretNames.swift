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
    case "sig", "signature": return true
    // Browsers can send a token to a WebSocket in no other header.
    case "protocol": return before.hasSuffix("socket")
    default: return secretWords.contains(last) || secretEndings.contains { last.hasSuffix($0) }
    }
  }

  /// Whether a number under this name may as well be a count: `tokens: 12`, `pass=3`.
  static func mayCount(_ name: some StringProtocol) -> Bool {
    ["tokens", "pass", "keys", "secrets", "cookies", "sessions"].contains(words(of: name).last)
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
    return ["authorization", "cookie", "cookies", "protocol"].contains(last)
  }

  private static let secretWords: Set<String> = [
    "authorization", "auth", "cookie", "cookies", "pass", "pwd", "pw",
    "passphrase", "passcode", "secret", "secrets", "apikey", "accesskey", "privatekey", "session",
    "sessionid", "sessid", "phpsessid", "jsessionid", "credential", "credentials", "jwt", "bearer",
    "csrf", "xsrf", "otp", "ticket", "accesstoken", "refreshtoken", "idtoken", "authtoken",
    "clientsecret",
  ]

  /// What the last word of a secret's name may end with: `wstoken`, `DBPassword`, `密码`.
  private static let secretEndings = [
    "token", "tokens", "password", "passwords", "passwd", "secret", "cookie", "密码", "口令", "令牌",
    "密钥",
  ]

  private static let harmlessKeys: Set<String> = [
    "cache", "routing", "primary", "foreign", "partition", "sort", "public", "idempotency", "group",
    "object", "dedup", "shard",
  ]

  /// The words of a name in lower case, split at punctuation and where capitals begin: `IMToken` is
  /// `im`, `token`.
  private static func words(of name: some StringProtocol) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    let bytes = Array(name.utf8)
    for (index, byte) in bytes.enumerated() {
      let isPart = ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || byte >= 0x80
      let isFirst =
        isCapital(byte) && index > 0
        && (!isCapital(bytes[index - 1])
          || index + 1 < bytes.count && ByteScan.isLetter(bytes[index + 1])
            && !isCapital(bytes[index + 1]))
      if isFirst || !isPart {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      }
      if isPart { word.append(ByteScan.lowercased(byte)) }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }
}
