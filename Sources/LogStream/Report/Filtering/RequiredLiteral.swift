/// Finds literal text that every match of a regular expression holds, so that the expression is run
/// only where the text occurs.
enum RequiredLiteral {
  private static let shortest = 3

  /// The longest such text of ASCII characters; nil where there is none, or where it is not obvious.
  ///
  /// Only what stands outside of all groups, classes and choices counts.
  static func of(_ source: String) -> String? {
    guard source.utf8.allSatisfy({ $0 < 0x80 }), !source.contains("(?"), !source.contains("\\Q"),
      !source.contains("(*")
    else { return nil }
    var best = ""
    var run = ""
    var rest = Array(source)[...]
    func end() {
      if run.count > best.count { best = run }
      run = ""
    }
    while let character = rest.popFirst() {
      switch character {
      case "|": return nil
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        if "dDwWsSbB".contains(escaped) {
          end()
        } else if escaped.isLetter || escaped.isNumber {
          return nil
        } else {
          run.append(escaped)
        }
      case "*", "?", "{":
        // What stands before may be missing.
        if !run.isEmpty { run.removeLast() }
        end()
        guard character == "{" else { continue }
        let bounds = rest.prefix { $0.isNumber || $0 == "," }
        rest = rest.dropFirst(bounds.count)
        guard !bounds.isEmpty, rest.popFirst() == "}" else { return nil }
      case "(", "[":
        end()
        guard let after = behindGroup(rest, character) else { return nil }
        rest = after
      case ".", "^", "$", "+": end()
      default: run.append(character)
      }
    }
    end()
    return best.count >= shortest ? best : nil
  }

  /// What follows a group or a class whose opening bracket has been read.
  private static func behindGroup(
    _ text: ArraySlice<Character>,
    _ opening: Character
  )
    -> ArraySlice<Character>?
  {
    var rest = text
    var depth = 1
    // A bracket that follows the opening one, or a caret behind it, belongs to the class.
    if opening == "[" {
      if rest.first == "^" { rest = rest.dropFirst() }
      if rest.first == "]" { rest = rest.dropFirst() }
    }
    while let character = rest.popFirst() {
      switch character {
      case "\\": _ = rest.popFirst()
      case "[" where opening == "(":
        guard let after = behindGroup(rest, "[") else { return nil }
        rest = after
      case "[": return nil
      case "(" where opening == "(": depth += 1
      case ")" where opening == "(": depth -= 1
      case "]" where opening == "[": depth -= 1
      default: break
      }
      if depth == 0 { return rest }
    }
    return nil
  }
}
