import MetricsModel

/// Variables of Grafana in PromQL that was copied from one of its panels.
///
/// Grafana puts values in their places before it asks; in PromQL `$` is no character, and in a matcher's
/// value it stands for itself.
public enum GrafanaVariables {
  /// What to write in place of the variables in a text that could not be read; nil where there is none.
  public static func hint(on text: String) -> String? { hints(on: text).first }

  /// The same of every variable in the text.
  static func hints(on text: String) -> [String] { names(in: text).map(hint) }

  /// What to write in place of the variables that matchers compare with.
  public static func hints(on expression: Expr) -> [String] {
    expression.selectors.flatMap(\.matchers).flatMap { names(in: $0.value) }.map(hint)
  }

  private static func hint(of name: String) -> String {
    let advice =
      switch name.drop(while: { !$0.isLetter && $0 != "_" }).prefix(while: isPart) {
      case "__rate_interval": "a duration of four scrapes or more, such as 1m"
      case "__interval": "a duration, such as 15s"
      case "__range": "a duration, such as 15m"
      case "__interval_ms", "__range_s", "__range_ms", "__from", "__to": "a number"
      default: "its value, or .* behind =~ for all"
      }
    return "\(name) is a variable of Grafana, which puts a value in its place: write \(advice)"
  }

  /// The variables `$name`, `${name}` and `[[name]]` of a text, each once, as they are written there.
  private static func names(in text: String) -> [String] {
    var names: [String] = []
    var rest = text[...]
    while let mark = rest.firstIndex(where: { $0 == "$" || $0 == "[" }) {
      rest = rest[mark...]
      let found = variable(rest)
      rest = rest.dropFirst(max(1, found.count))
      if !found.isEmpty, !names.contains(String(found)) { names.append(String(found)) }
    }
    return names
  }

  /// The variable with which a text begins; empty where it begins with none.
  private static func variable(_ text: Substring) -> Substring {
    for (opening, closing) in [("${", "}"), ("[[", "]]"), ("$", "")] where text.hasPrefix(opening) {
      let name = text.dropFirst(opening.count).prefix(while: isPart)
      guard let first = name.first, !first.isNumber else { return "" }
      let behind = text[name.endIndex...]
      if closing.isEmpty { return text[..<name.endIndex] }
      // `${name:regex}` says how values are joined.
      guard opening == "${" && behind.hasPrefix(":") || behind.hasPrefix(closing),
        let end = behind.firstIndex(of: closing.first ?? "}")
      else { return "" }
      return text[..<text.index(end, offsetBy: closing.count)]
    }
    return ""
  }

  private static func isPart(_ character: Character) -> Bool {
    character == "_" || character.isASCII && (character.isLetter || character.isNumber)
  }
}
