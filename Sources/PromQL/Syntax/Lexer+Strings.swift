extension Lexer {
  /// The text of the string that opens with `quote` at the position.
  mutating func string(quote: UInt8) throws(PromQLError) -> String {
    let start = position
    position += 1
    var bytes: [UInt8] = []
    while let byte = peek() {
      position += 1
      if byte == quote { return String(decoding: bytes, as: UTF8.self) }
      if quote == UInt8(ascii: "`") {
        bytes.append(byte)
      } else if byte == UInt8(ascii: "\\") {
        try escape(quote: quote, from: start, into: &bytes)
      } else if byte == 0x0a {
        break
      } else {
        bytes.append(byte)
      }
    }
    throw PromQLError(.unterminatedString, at: start..<position)
  }

  private mutating func escape(
    quote: UInt8,
    from start: Int,
    into bytes: inout [UInt8]
  )
    throws(PromQLError)
  {
    guard let letter = peek() else {
      throw PromQLError(.unterminatedString, at: start..<position)
    }
    position += 1
    if let simple = Self.simpleEscapes[letter] {
      bytes.append(simple)
      return
    }
    switch letter {
    case quote: bytes.append(quote)
    case 0x30...0x37:
      position -= 1
      bytes.append(UInt8(truncatingIfNeeded: try digits(3, radix: 8, from: start, limit: 255)))
    case UInt8(ascii: "x"):
      bytes.append(UInt8(truncatingIfNeeded: try digits(2, radix: 16, from: start, limit: 255)))
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = letter == UInt8(ascii: "u") ? 4 : 8
      let code = try digits(count, radix: 16, from: start, limit: 0x10ffff)
      guard let scalar = UnicodeScalar(code) else {
        throw PromQLError(
          .badEscape("\\\(text(position - count..<position))"),
          at: start..<position
        )
      }
      bytes += Array(String(Character(scalar)).utf8)
    default:
      throw PromQLError(
        .badEscape("\\\(Character(UnicodeScalar(letter)))"),
        at: start..<position
      )
    }
  }

  private mutating func digits(
    _ count: Int,
    radix: Int,
    from start: Int,
    limit: UInt32
  )
    throws(PromQLError) -> UInt32
  {
    let end = min(position + count, source.count)
    let word = text(position..<end)
    guard word.utf8.count == count, word.utf8.allSatisfy({ $0.isDigit || $0.isLetter }),
      let code = UInt32(word, radix: radix), code <= limit
    else { throw PromQLError(.badEscape("\\\(word)"), at: start..<end) }
    position = end
    return code
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0c,
    UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d, UInt8(ascii: "t"): 0x09,
    UInt8(ascii: "v"): 0x0b, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]
}
