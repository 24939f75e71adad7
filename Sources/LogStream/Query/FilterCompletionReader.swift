import LogModel

/// Reads a filter's text up to the cursor, forgiving whatever is not finished.
struct FilterCompletionReader {
  private var scanner: FilterScanner
  /// The open parentheses: where the condition begins whose values they hold (`path:(`), and its field;
  /// nil for a plain one.
  private var groups: [(field: String, start: Int)?] = []
  /// Where the last condition begins, its negations included.
  private var start = 0
  /// Where the negations before the next condition begin.
  private var negated: Int?

  /// Where the condition begins in which the text ends, negations and groups of values included.
  var conditionStart: Int { groups.compactMap { $0?.start }.first ?? start }
  /// Whether the text ends in a group of values.
  var isInGroup: Bool { groups.contains { $0 != nil } }
  /// How many plain parentheses are open.
  var openParentheses: Int { groups.count { $0 == nil } }

  /// A reader of the bytes before the cursor.
  init(_ bytes: [UInt8]) { self.scanner = FilterScanner(bytes) }

  /// What the text ends with.
  mutating func read() -> (FilterCompletion.Subject, Range<Int>) {
    while true {
      scanner.skipSpace()
      let begin = scanner.at
      start = negated ?? begin
      if scanner.isAtEnd { return empty() }
      if scanner.take(UInt8(ascii: "(")) {
        groups.append(groups.last ?? nil)
      } else if scanner.take(UInt8(ascii: ")")) {
        _ = groups.popLast()
      } else if scanner.takeJoiner(.and) != nil || scanner.takeJoiner(.or) != nil {
        continue
      } else if scanner.takeNegation() != nil {
        negated = start
        continue
      } else if let group = groups.last ?? nil {
        if let ending = readValue(of: group.field) { return ending }
      } else if let ending = readCondition() {
        return ending
      }
      negated = nil
      if scanner.at == begin { scanner.at += 1 }
    }
  }

  /// The end of the text where a condition, or a value of the open group, would start.
  private func empty() -> (FilterCompletion.Subject, Range<Int>) {
    let range = scanner.at..<scanner.at
    guard let group = groups.last ?? nil else { return (.field(prefix: ""), range) }
    return (.value(field: group.field, prefix: ""), range)
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
      groups.append((field, self.start))
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
}
