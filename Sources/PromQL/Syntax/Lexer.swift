/// Cuts a source into tokens; what a character means depends on the brackets around it.
struct Lexer {
  private enum Surrounding {
    case expression
    case braces
    case brackets
  }

  let source: [UInt8]
  var position = 0
  private var surrounding = Surrounding.expression

  init(_ text: String) {
    self.source = Array(text.utf8)
  }

  /// The next token; `.end` at the end, as often as asked.
  mutating func next() throws(PromQLError) -> Token {
    skipBlanks()
    let start = position
    guard let byte = peek() else {
      guard surrounding == .expression else {
        let place = surrounding == .braces ? "inside braces" : "in duration expression"
        throw PromQLError(.unexpected("end of input \(place)"), at: start..<start)
      }
      return Token(kind: .end, range: start..<start)
    }
    let kind: Token.Kind
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
      kind = .string(try string(quote: byte))
    } else if startsIdentifier(byte) {
      kind = word()
    } else if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1)?.isDigit == true) {
      guard surrounding != .braces else { throw unexpectedCharacter() }
      kind = try numberOrDuration()
    } else {
      kind = try symbol(byte)
    }
    return Token(kind: kind, range: start..<position)
  }

  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < source.count ? source[position + distance] : nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == UInt8(ascii: "#"), surrounding != .brackets {
        position = source[position...].firstIndex(of: 0x0a) ?? source.count
      } else if byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
        position += 1
      } else {
        return
      }
    }
  }

  private func startsIdentifier(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == UInt8(ascii: "_")
      || (byte == UInt8(ascii: ":") && surrounding == .expression)
  }

  private mutating func word() -> Token.Kind {
    let start = position
    while let byte = peek(), startsIdentifier(byte) || byte.isDigit { position += 1 }
    let name = text(start..<position)
    guard surrounding == .expression, let number = Self.namedNumbers[name.lowercased()] else {
      return .identifier(name)
    }
    return .number(number)
  }

  private static let namedNumbers: [String: Double] = ["nan": .nan, "inf": .infinity]

  private func unexpectedCharacter() -> PromQLError {
    let end = source[position...].dropFirst().firstIndex { $0 & 0xc0 != 0x80 } ?? source.count
    let context =
      switch surrounding {
      case .expression: ""
      case .braces: "inside braces"
      case .brackets: "in duration expression"
      }
    return PromQLError(
      .unexpectedCharacter("'\(text(position..<end))'", context: context),
      at: position..<end
    )
  }

  private mutating func symbol(_ byte: UInt8) throws(PromQLError) -> Token.Kind {
    if let kind = pairSymbol(byte) {
      position += 2
      return kind
    }
    let kind: Token.Kind? =
      switch byte {
      case UInt8(ascii: "("): .leftParenthesis
      case UInt8(ascii: ")"): .rightParenthesis
      case UInt8(ascii: "{") where surrounding == .expression: .leftBrace
      case UInt8(ascii: "}") where surrounding == .braces: .rightBrace
      case UInt8(ascii: "[") where surrounding == .expression: .leftBracket
      case UInt8(ascii: "]") where surrounding == .brackets: .rightBracket
      case UInt8(ascii: ","): .comma
      case UInt8(ascii: ":") where surrounding == .brackets: .colon
      case UInt8(ascii: "=") where surrounding != .brackets: .assign
      case UInt8(ascii: "@") where surrounding == .expression: .at
      default: surrounding == .braces ? nil : arithmetic(byte)
      }
    guard let kind else { throw unexpectedCharacter() }
    position += 1
    switch kind {
    case .leftBrace: surrounding = .braces
    case .leftBracket: surrounding = .brackets
    case .rightBrace, .rightBracket: surrounding = .expression
    default: break
    }
    return kind
  }

  private func pairSymbol(_ byte: UInt8) -> Token.Kind? {
    guard let second = peek(1), surrounding != .brackets else { return nil }
    return switch (byte, second) {
    case (UInt8(ascii: "="), UInt8(ascii: "~")) where surrounding == .braces: .regexMatch
    case (UInt8(ascii: "!"), UInt8(ascii: "~")) where surrounding == .braces: .regexNoMatch
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): .binary(.notEqual)
    case (UInt8(ascii: "="), UInt8(ascii: "=")) where surrounding == .expression: .binary(.equal)
    case (UInt8(ascii: ">"), UInt8(ascii: "=")) where surrounding == .expression:
      .binary(.greaterOrEqual)
    case (UInt8(ascii: "<"), UInt8(ascii: "=")) where surrounding == .expression:
      .binary(.lessOrEqual)
    default: nil
    }
  }

  private func arithmetic(_ byte: UInt8) -> Token.Kind? {
    switch byte {
    case UInt8(ascii: "+"): .binary(.add)
    case UInt8(ascii: "-"): .binary(.subtract)
    case UInt8(ascii: "*"): .binary(.multiply)
    case UInt8(ascii: "/"): .binary(.divide)
    case UInt8(ascii: "%"): .binary(.modulo)
    case UInt8(ascii: "^"): .binary(.power)
    case UInt8(ascii: ">"): .binary(.greater)
    case UInt8(ascii: "<"): .binary(.less)
    default: nil
    }
  }

  private mutating func numberOrDuration() throws(PromQLError) -> Token.Kind {
    let start = position
    let isHex = peek() == UInt8(ascii: "0") && peek(1).map { $0 | 0x20 == 0x78 } == true
    while let byte = peek() {
      let follows = position > start ? source[position - 1] | 0x20 : 0
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      let isExponent = isSign && follows == UInt8(ascii: "e") && !isHex
      guard
        byte.isDigit || byte.isLetter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
          || isExponent
      else { break }
      position += 1
    }
    let word = text(start..<position)
    if let milliseconds = DurationSyntax.milliseconds(word) {
      return .duration(milliseconds: milliseconds)
    }
    guard
      word.utf8.allSatisfy({ $0.isDigit || $0 != UInt8(ascii: "n") && $0 != UInt8(ascii: "i") }),
      let number = NumberFormat.value(word)
    else { throw PromQLError(.badNumber(word), at: start..<position) }
    return .number(number)
  }
}
