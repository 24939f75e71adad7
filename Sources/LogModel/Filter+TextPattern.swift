extension Filter {
  /// Literal text with wildcards between its parts.
  public struct TextPattern: Hashable, Sendable {
    /// What stands for text that is not known.
    public enum Wildcard: String, Hashable, Sendable {
      /// Anything, nothing included.
      case anything = "*"
      /// One character.
      case character = "?"
    }

    /// The literal parts; one part means no wildcard.
    public var parts: [String]
    /// What stands between each two of the parts.
    public var wildcards: [Wildcard]
    /// Whether the pattern was written in quotes, where `*` and `?` are ordinary characters.
    public var isPhrase: Bool

    /// The pattern whose literal parts are given, with `wildcards` between them, by default `*`.
    public init(parts: [String], wildcards: [Wildcard]? = nil, isPhrase: Bool = false) {
      self.parts = parts
      self.wildcards = wildcards ?? Array(repeating: .anything, count: max(0, parts.count - 1))
      self.isPhrase = isPhrase
    }

    /// Whether it has wildcards and nothing else, and none that asks for a character.
    public var isAnything: Bool {
      parts.count > 1 && parts.allSatisfy(\.isEmpty) && !asksForCharacters
    }

    /// Whether some wildcard stands for one character.
    public var asksForCharacters: Bool { wildcards.contains(.character) }

    /// The parts, each given by `spell`, with what `between` gives for the wildcards.
    public func joined(
      _ spell: (String) -> String = { $0 },
      between: (Wildcard) -> String = \.rawValue
    ) -> String {
      zip(parts.dropFirst(), wildcards).reduce(spell(parts.first ?? "")) { text, next in
        text + between(next.1) + spell(next.0)
      }
    }

    /// A regular expression that matches what the pattern describes; a character may be a newline.
    public var expression: String {
      joined(Self.escaped) { $0 == .anything ? "(?s:.*)" : "(?s:.)" }
    }

    /// Text of which no character means something in a regular expression.
    public static func escaped(_ text: String) -> String {
      text.map { "\\.+*?()|[]{}^$".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
  }
}
