/// Where log lines come from, as a person names it.
public enum LogLocation: Hashable, Sendable {
  /// What is piped into the program.
  case standardInput
  /// One file, or a named pipe; a symlink is followed wherever it points at the time.
  case file(String)
  /// All files whose path matches a shell pattern, those that come later included.
  case glob(String)
  /// All log files directly in a directory, those that come later included.
  case directory(String)
  /// An endless answer over HTTP: one line of text or JSON after the other.
  case http(String)
  /// What a program prints: its name and its arguments, without a shell between.
  case command([String])

  /// Whether lines are given to us, and cannot be read again.
  var isStream: Bool {
    switch self {
    case .standardInput, .http, .command: true
    case .file, .glob, .directory: false
    }
  }

  /// The location that `text` names.
  ///
  /// `-` is standard input, `http://` and `https://` are streams, a path with `*`, `?` or `[` is a
  /// pattern, one that ends in `/` a directory and anything else a file. Nothing is opened or looked
  /// up: a file that turns out to be a directory is read as one.
  public init(parsing text: String) throws(LogSourceError) {
    guard !text.isEmpty else { throw .location(text, .empty) }
    guard !text.utf8.contains(0) else { throw .location(text, .nulByte) }
    if text == "-" {
      self = .standardInput
    } else if let (scheme, rest) = Self.schemeAndRest(text) {
      self = try Self.parse(scheme: scheme, rest: rest, text: text)
    } else if text.utf8.contains(where: { Self.wildcards.contains($0) }) {
      self = .glob(text)
    } else if text.hasSuffix("/") {
      self = .directory(text)
    } else {
      self = .file(text)
    }
  }

  private static let wildcards: [UInt8] = Array("*?[".utf8)

  private static func parse(
    scheme: String,
    rest: Substring,
    text: String
  ) throws(LogSourceError) -> LogLocation {
    switch scheme {
    case "http", "https":
      let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
      guard !host.isEmpty, !host.hasPrefix(":") else { throw .location(text, .noHost) }
      return .http(text)
    case "file":
      guard rest.hasPrefix("/") else { throw .location(text, .fileWithHost) }
      return try LogLocation(parsing: String(rest))
    default:
      throw .location(text, .unknownScheme(scheme))
    }
  }

  /// `http` and what follows `://`; nil where `text` is a path.
  private static func schemeAndRest(_ text: String) -> (scheme: String, rest: Substring)? {
    let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    let after = text[scheme.endIndex...]
    guard !scheme.isEmpty, after.hasPrefix("://") else { return nil }
    return (scheme.lowercased(), after.dropFirst(3))
  }
}
