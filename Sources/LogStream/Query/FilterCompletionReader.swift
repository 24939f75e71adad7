import LogModel

/// Reads a filter's text up to the cursor, forgiving whatever is not finished.
struct FilterCompletionReader {
  private var scanner: FilterScanner
  /// The fields whose groups are open: `path:(`; nil for a plain parenthesis.
  private var groups: [String?] = []

  /// A reader of the bytes before the cursor.
  init(_ bytes: [UInt8]) { self.scanner = FilterScanner(bytes) }

  /// What the text ends with.
  mutating func read() -> (FilterCompletion.Subject, Range<Int>) {
    while true {
      scanner.skipSpace()
      let start = scanner.at
      if scanner.isAtEnd { return empty() }
      if scanner.take(UInt8(ascii: "(")) {
        groups.append(groups.last ?? nil)
      } else if scanner.take(UInt8(ascii: ")")) {
        _ = groups.popLast()
      } else if takesJoiner() {
        continue
      } else if let field = groups.last ?? nil {
        if let ending = readValue(of: field) { return ending }
      } else if let ending = readCondition() {
        return ending
      }
      if scanner.at == start { scanner.at += 1 }
    }
  }

  private mutating func takesJoiner() -> Bool {
    scanner.takeJoiner(.and) != nil || scanner.takeJoiner(.or) != nil
      || scanner.takeNegation() != nil
  }

  /// The end of the text where a condition, or a value of the open group, would start.
  private func empty() -> (FilterCompletion.Subject, Range<Int>) {
    let range = scanner.at..<scanner.at
    guard let field = groups.last ?? nil else { return (.field(prefix: ""), range) }
    return (.value(field: field, prefix: ""), range)
  }

  private mutating func readCondition() -> (FilterCompletion.Subject, Range<Int>)? {
    let start = scanner.at
    if scanner.next == UInt8(ascii: "/") {
      guard scanner.expression(allowsSpace: true) == nil else { return nil }
      _ = scanner.word(.value)
      return scanner.isAtEnd ? (.nothing, start..<scanner.at) : nil
    }
    let name: String
    if scanner.next == UInt8(ascii: "\"") {
      guard let quoted = scanner.quoted() else { return (.nothing, start..<scanner.at) }
      name = quoted
    } else {
      name = scanner.word(.name).text
      if scanner.isAtEnd { return (.field(prefix: name), start..<scanner.at) }
    }
    var ahead = scanner
    ahead.skipSpace()
    guard FilterOperator.read(&ahead) != nil else { return nil }
    scanner = ahead
    scanner.skipSpace()
    let field = FilterParser.canonical(name)
    if scanner.take(UInt8(ascii: "(")) {
      groups.append(field)
      return nil
    }
    return readValue(of: field)
  }

  /// Passes over a value; what it is when the text ends with it.
  private mutating func readValue(of field: String) -> (FilterCompletion.Subject, Range<Int>)? {
    let start = scanner.at
    if scanner.isAtEnd { return (.value(field: field, prefix: ""), start..<start) }
    switch scanner.next {
    case UInt8(ascii: "\""):
      if scanner.quoted() != nil { return nil }
      let typed = String(scanner.text(start..<scanner.at).dropFirst())
      return (.value(field: field, prefix: typed), start..<scanner.at)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      while !scanner.isAtEnd {
        let byte = scanner.next
        scanner.at += 1
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { return nil }
      }
      return (.nothing, start..<scanner.at)
    default:
      if scanner.expression(allowsSpace: field != FilterField.path.rawValue) != nil { return nil }
      let word = scanner.word(.value)
      return scanner.isAtEnd ? (.value(field: field, prefix: word.text), word.range) : nil
    }
  }

  /// A field's name as it is written in a filter.
  static func spelledName(_ name: String) -> String {
    let filter = Filter.field(name, .exists).source
    return String(filter.dropLast(2))
  }

  /// A value as it is written in a filter: bare where that is safe, else in quotes.
  static func spelledValue(_ value: String) -> String {
    let isPlain = value.utf8.allSatisfy { byte in
      ByteScan.isLetter(byte) || ByteScan.isDigit(byte) || "_.-:/".utf8.contains(byte)
    }
    let isSafe =
      isPlain && !value.isEmpty
      && !["and", "or", "not"].contains(value.lowercased())
      && !(value.hasPrefix("/") && value.hasSuffix("/")) && !value.hasPrefix("-")
    let bare = Filter.field("value", .resembles(Filter.TextPattern(parts: [value])))
    let quoted = Filter.field(
      "value",
      .resembles(Filter.TextPattern(parts: [value], isPhrase: true))
    )
    return isSafe ? value : String((isPlain && value.isEmpty ? bare : quoted).source.dropFirst(6))
  }
}
