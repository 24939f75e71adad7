import Charts

/// A line of text that is being typed, with its cursor.
struct TextLine: Hashable, Sendable {
  /// No more characters than this are taken.
  static let limit = 2000

  /// The characters.
  private(set) var characters: [Character]
  /// How many characters stand before the cursor.
  private(set) var cursor: Int

  /// A line with its cursor at the end.
  init(_ text: String = "") {
    characters = Array(text.prefix(Self.limit))
    cursor = characters.count
  }

  /// The text.
  var text: String { String(characters) }

  /// The text before the cursor.
  var head: String { String(characters.prefix(cursor)) }

  /// Puts text in at the cursor; line breaks become blanks, other control characters are left out.
  mutating func insert(_ text: String) {
    for character in text where characters.count < Self.limit {
      let isControl = character.unicodeScalars.allSatisfy {
        $0.properties.generalCategory == .control
      }
      let taken: Character? =
        character.isNewline || character == "\t" ? " " : isControl ? nil : character
      guard let taken else { continue }
      characters.insert(taken, at: cursor)
      cursor += 1
    }
  }

  /// Replaces the last `count` characters before the cursor.
  mutating func replace(last count: Int, with text: String) {
    let start = max(0, cursor - max(0, count))
    characters.removeSubrange(start..<cursor)
    cursor = start
    insert(text)
  }

  /// Edits the line as a shell would; false when the key is none of its own.
  mutating func edit(_ key: Key) -> Bool {
    if key.control { return editWithControl(key.code) }
    switch key.code {
    case .character(let character) where !key.alt: insert(String(character))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .backspace: replace(last: 1, with: "")
    case .delete: if cursor < characters.count { characters.remove(at: cursor) }
    default: return false
    }
    return true
  }

  private mutating func editWithControl(_ code: Key.Code) -> Bool {
    switch code {
    case .character("a"): cursor = 0
    case .character("e"): cursor = characters.count
    case .character("u"): replace(last: cursor, with: "")
    case .character("k"): characters.removeSubrange(cursor...)
    case .character("w"): replace(last: wordLength, with: "")
    default: return false
    }
    return true
  }

  private var wordLength: Int {
    let reversed = characters.prefix(cursor).reversed()
    let blanks = reversed.prefix { $0 == " " }.count
    return blanks + reversed.dropFirst(blanks).prefix { $0 != " " }.count
  }
}
