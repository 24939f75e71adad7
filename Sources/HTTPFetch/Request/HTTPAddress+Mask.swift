extension HTTPAddress {
  /// What stands in the place of a secret.
  static let mask = "***"

  /// The URL with its user, its password and the values of query parameters that are named like
  /// secrets masked.
  public var masked: String {
    let userinfo = user == nil && password == nil ? "" : "\(Self.mask)@"
    return "\(scheme.rawValue)://\(userinfo)\(authority)\(Self.maskedTarget(target))"
  }

  /// Any text that may be a URL, with what could be a secret in it masked.
  public static func maskedText(_ text: String) -> String {
    var result = text
    let start = result.range(ofText: "://")?.upperBound ?? result.startIndex
    let end = result[start...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? result.endIndex
    if let at = result[start..<end].lastIndex(of: "@") {
      result.replaceSubrange(start..<at, with: mask)
    }
    return maskedTarget(result)
  }

  private static func maskedTarget(_ target: String) -> String {
    guard let mark = target.firstIndex(of: "?") else { return target }
    let query = target[target.index(after: mark)...]
    let parameters = query.split(separator: "&", omittingEmptySubsequences: false).map {
      parameter -> String in
      guard let equals = parameter.firstIndex(of: "="), isSecret(parameter[..<equals]) else {
        return String(parameter)
      }
      return "\(parameter[...equals])\(mask)"
    }
    return target[...mark] + parameters.joined(separator: "&")
  }

  private static let secretWords = [
    "token", "auth", "password", "passwd", "pwd", "secret", "key", "cookie", "session", "sig",
    "credential", "jwt",
  ]

  private static func isSecret(_ name: Substring) -> Bool {
    let name = name.lowercased()
    return secretWords.contains { name.contains($0) }
  }
}
