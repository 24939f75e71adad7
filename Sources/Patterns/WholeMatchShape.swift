/// A whole-match expression that needs no engine: literals, a prefix, or anything.
enum WholeMatchShape {
  /// `.*`
  case anything
  /// `.+`
  case nonEmpty
  /// `a|b|c`
  case literals(Set<String>)
  /// `abc.*`
  case prefix(String)

  /// The shape of an RE2 expression, nil when it needs the engine.
  init?(_ source: [UInt8]) {
    let star = Array(".*".utf8)
    if source == star {
      self = .anything
    } else if source == Array(".+".utf8) {
      self = .nonEmpty
    } else if source.allSatisfy({ Self.isLiteral($0) || $0 == UInt8(ascii: "|") }) {
      let parts = source.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      self = .literals(Set(parts.map { String(decoding: $0, as: UTF8.self) }))
    } else if source.suffix(2).elementsEqual(star), source.dropLast(2).allSatisfy(Self.isLiteral) {
      self = .prefix(String(decoding: source.dropLast(2), as: UTF8.self))
    } else {
      return nil
    }
  }

  /// Whether the whole of `subject` matches.
  func matches(_ subject: String) -> Bool {
    switch self {
    case .anything: true
    case .nonEmpty: !subject.isEmpty
    case .literals(let texts): texts.contains(subject)
    case .prefix(let text): subject.utf8.starts(with: text.utf8)
    }
  }

  /// ASCII without a meaning of its own; other bytes go to the engine, which compares scalars.
  private static func isLiteral(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7f && !#"\.+*?()|[]{}^$"#.utf8.contains(byte)
  }
}
