import Charts

/// How keys are written in the footer, in help, in the documentation and in a configuration.
enum KeyName {
  /// Names of keys that are no characters, the one that is shown first.
  private static let named: [(name: String, code: Key.Code)] = [
    ("Enter", .enter), ("Tab", .tab), ("Shift-Tab", .backTab), ("Backspace", .backspace),
    ("Del", .delete), ("Esc", .escape), ("↑", .up), ("↓", .down), ("←", .left), ("→", .right),
    ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
    ("Space", .character(" ")),
    ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Escape", .escape), ("Return", .enter), ("Delete", .delete),
    ("PageUp", .pageUp), ("PageDown", .pageDown), ("BackTab", .backTab),
  ]

  /// The name of a key: `^d`, `PgUp`, `F1`, `M-x`, `/`.
  static func text(of key: Key) -> String {
    let prefix = (key.alt ? "M-" : "") + (key.control ? "^" : "")
    if case .function(let number) = key.code { return prefix + "F\(number)" }
    if let row = named.first(where: { $0.code == key.code }) { return prefix + row.name }
    if case .character(let character) = key.code { return prefix + String(character) }
    return prefix
  }

  /// The key of a name, nil when there is no such key.
  static func key(named text: String) -> Key? {
    var rest = Substring(text)
    var alt = false
    var control = false
    if rest.count > 2, rest.hasPrefix("M-") {
      alt = true
      rest = rest.dropFirst(2)
    }
    if rest.count > 1, rest.hasPrefix("^") {
      control = true
      rest = rest.dropFirst()
    }
    guard let code = code(named: String(rest)) else { return nil }
    return Key(code, control: control, alt: alt)
  }

  private static func code(named text: String) -> Key.Code? {
    let folded = text.lowercased()
    if let row = named.first(where: { $0.name.lowercased() == folded }) { return row.code }
    if folded.hasPrefix("f"), let number = Int(folded.dropFirst()), (1...12).contains(number) {
      return .function(number)
    }
    guard text.count == 1, let character = text.first else { return nil }
    return .character(character)
  }
}
