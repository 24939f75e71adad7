/// The spelling of the filter language's words.
enum FilterSource {
  /// Where a pattern stands.
  enum Position {
    /// By itself, where it must not be read as a field.
    case word
    /// Behind a field and its colon.
    case value
    /// The same, where a slash at the start is nothing special.
    case path
  }

  /// The words that join conditions, which must be quoted to be searched for.
  static let keywords: Set<String> = ["and", "or", "not"]

  /// A field's name: bare where it is canonical or the log's own, quoted where it would be read as
  /// something else.
  static func name(_ name: String) -> String {
    let known = FilterField(named: name)
    let isPlain =
      !name.isEmpty && known.map { $0.rawValue == name } ?? true
      && !keywords.contains(name.lowercased()) && name.first.map { !"-+!".contains($0) } ?? false
      && name.allSatisfy(isNameCharacter)
      && name.lowercased() != "_exists_"
    return isPlain ? name : quoted(name)
  }

  /// What follows the name: an operator and a value.
  static func condition(_ condition: Filter.Condition, on name: String) -> String {
    switch condition {
    case .exists: ":*"
    case .resembles(let pattern):
      ":" + self.pattern(pattern, as: name == FilterField.path.rawValue ? .path : .value)
    case .equals(let text): " = " + operand(text)
    case .compares(let comparison, let operand):
      " \(comparison.rawValue) " + self.operand(operand.text)
    case .range(let lower, let includesLower, let upper, let includesUpper):
      (includesLower ? ":[" : ":{") + (lower.map { operand($0.text) } ?? "*") + " TO "
        + (upper.map { operand($0.text) } ?? "*") + (includesUpper ? "]" : "}")
    case .network(let network): ":" + network
    case .expression(let expression): ":" + self.expression(expression)
    }
  }

  /// A pattern: a phrase in quotes, else its parts and wildcards, the parts' special characters
  /// escaped.
  static func pattern(_ pattern: Filter.TextPattern, as position: Position = .word) -> String {
    if pattern.isPhrase || pattern.parts.joined().isEmpty && pattern.parts.count == 1 {
      return quoted(pattern.joined())
    }
    let text = pattern.joined { escaped($0, as: position) }
    guard pattern.parts.count == 1, keywords.contains(text.lowercased()) else {
      return guarded(text, as: position)
    }
    return "\\" + text
  }

  /// A literal on the right of a comparison or in a range, quoted where it needs to be.
  static func operand(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && !keywords.contains(text.lowercased()) && text.lowercased() != "to"
      && text.allSatisfy { isNameCharacter($0) || $0 == ":" || $0 == "+" || $0 == "/" }
      && !text.hasPrefix("/")
    return isPlain ? text : quoted(text)
  }

  /// A regular expression between slashes.
  static func expression(_ expression: String) -> String {
    var text = "/"
    var isEscaped = false
    for character in expression.unicodeScalars {
      if character == "/" || character == " ", !isEscaped { text += "\\" }
      text.unicodeScalars.append(character)
      isEscaped = character == "\\" && !isEscaped
    }
    return text + "/"
  }

  /// Text in quotes, with quotes, backslashes and control characters escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func escaped(_ text: String, as position: Position) -> String {
    let special = position == .word ? "\\()[]{}\"*?&|~^!:<>=" : "\\()[]{}\"*?&|~^!"
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      default:
        if special.unicodeScalars.contains(scalar) || scalar.properties.isWhitespace {
          escaped += "\\"
        }
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The text with its first character escaped where that would be read as an operator, or the whole
  /// as a regular expression; a path may start with its slash.
  private static func guarded(_ text: String, as position: Position) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    let isExpression =
      first == "/"
      && (position != .path || text.dropFirst().firstIndex(of: "/") == text.indices.last)
    return isExpression || "-+<>=".unicodeScalars.contains(first) ? "\\" + text : text
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.-@".contains(character)
  }
}
