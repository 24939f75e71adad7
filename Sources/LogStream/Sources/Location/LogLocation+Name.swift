import HTTPFetch

extension LogLocation: CustomStringConvertible {
  /// The location as it was named, with what could be a secret in it masked.
  public var description: String {
    switch self {
    case .standardInput: "-"
    case .file(let path), .glob(let path), .directory(let path): path
    case .http(let url): HTTPAddress.maskedText(url)
    case .command(let words): Self.masked(words).joined(separator: " ")
    }
  }

  /// A short name for the header and the records: the last part of the path, the host, the program.
  public var shortName: String {
    switch self {
    case .standardInput: "stdin"
    case .file(let path), .glob(let path), .directory(let path):
      path.split(separator: "/").last.map(String.init) ?? path
    case .http(let url): (try? HTTPAddress(parsing: url).authority) ?? "http"
    case .command(let words):
      words.first?.split(separator: "/").last.map(String.init) ?? "command"
    }
  }

  private static let secretWords = ["token", "auth", "password", "secret", "key", "cookie"]

  /// `--token abc` and `--token=abc` without their values.
  private static func masked(_ words: [String]) -> [String] {
    var isSecretNext = false
    return words.map { word in
      let name = word.prefix { $0 != "=" }
      let isSecret = secretWords.contains { name.lowercased().contains($0) }
      defer { isSecretNext = isSecret && name.hasPrefix("-") && name.count == word.count }
      if isSecretNext { return "***" }
      return isSecret && name.count < word.count ? "\(name)=***" : HTTPAddress.maskedText(word)
    }
  }
}
