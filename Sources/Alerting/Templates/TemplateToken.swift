import MetricsModel

/// One word of an action.
enum TemplateToken: Hashable, Sendable {
  /// A function's name.
  case name(String)
  /// `$labels.instance`, `$value`, and the same with a dot and a capital: its parts.
  case variable([String])
  /// A text in quotes.
  case text(String)
  /// A number.
  case number(Double)
  /// `|`.
  case pipe

  static func tokens(of action: Substring) throws(TemplateError) -> [TemplateToken] {
    var tokens: [TemplateToken] = []
    var rest = action.drop { $0.isWhitespace }
    while let first = rest.first {
      switch first {
      case "|":
        tokens.append(.pipe)
        rest = rest.dropFirst()
      case "\"", "`":
        tokens.append(.text(try quoted(&rest, by: first)))
      default:
        let word = rest.prefix { !$0.isWhitespace && $0 != "|" && $0 != "\"" }
        tokens.append(try token(of: String(word)))
        rest = rest.dropFirst(word.count)
      }
      rest = rest.drop { $0.isWhitespace }
    }
    return tokens
  }

  /// The value of a word that is no function.
  func value(labels: Labels, value: Double) -> TemplateValue? {
    switch self {
    case .variable(["value"]): .number(value)
    case .variable(let path) where path.count == 1: .labels(labels)
    case .variable(let path): .text(labels[path[1]] ?? "")
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .name, .pipe: nil
    }
  }

  private static func token(of word: String) throws(TemplateError) -> TemplateToken {
    if let number = Double(word) { return .number(number) }
    if word.hasPrefix("$") {
      return .variable(word.dropFirst().split(separator: ".").map(String.init))
    }
    if word.hasPrefix(".") {
      var path = word.dropFirst().split(separator: ".").map(String.init)
      guard let first = path.first else { throw .unexpected(word) }
      path[0] = first.lowercased()
      return .variable(path)
    }
    guard word.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      throw .unexpected(word)
    }
    return .name(word)
  }

  private static func quoted(
    _ rest: inout Substring,
    by quote: Character
  ) throws(TemplateError) -> String {
    var text = ""
    rest = rest.dropFirst()
    while let next = rest.popFirst() {
      if next == quote { return text }
      if next == "\\", quote == "\"", let escaped = rest.popFirst() {
        text.append(["n": "\n", "t": "\t"][escaped] ?? escaped)
      } else {
        text.append(next)
      }
    }
    throw .unclosedQuote
  }
}
