extension TemplateLexer {
  /// A number: whole unless it has a point or an exponent.
  mutating func number() throws(TemplateError) -> TemplateValue {
    let start = position
    if peek() == "+" || peek() == "-" { position += 1 }
    while let next = peek() {
      let before = position > start ? source[position - 1] : " "
      let isSign = (next == "+" || next == "-") && "eEpP".unicodeScalars.contains(before)
      guard next.isWordPart || next == "." || isSign else { break }
      position += 1
    }
    let text = String(source[start..<position]).replacing("_", with: "")
    guard let value = Self.value(ofNumber: text) else { throw error(.badNumber(text), at: start) }
    return value
  }

  private static func value(ofNumber text: String) -> TemplateValue? {
    let isNegative = text.hasPrefix("-")
    let digits = text.drop { $0 == "-" || $0 == "+" }.lowercased()
    let bases: [(prefix: String, radix: Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
    if let base = bases.first(where: { digits.hasPrefix($0.prefix) }) {
      return Int64((isNegative ? "-" : "") + digits.dropFirst(2), radix: base.radix)
        .map(TemplateValue.integer)
    }
    if digits.contains(where: { $0 == "." || $0 == "e" }) {
      let padded = digits.hasPrefix(".") ? "0" + digits : digits
      guard padded.utf8.allSatisfy({ $0 != UInt8(ascii: "n") && $0 != UInt8(ascii: "i") }) else {
        return nil
      }
      let value = Double(padded.hasSuffix(".") ? padded + "0" : padded)
      return value.map { .number(isNegative ? -$0 : $0) }
    }
    if digits.count > 1, digits.hasPrefix("0"), let octal = Int64(digits, radix: 8) {
      return .integer(isNegative ? -octal : octal)
    }
    return Int64((isNegative ? "-" : "") + digits).map(TemplateValue.integer)
  }

  /// A text in double quotes with Go's escapes, or between backquotes as it stands.
  mutating func quoted(by quote: UnicodeScalar) throws(TemplateError) -> String {
    let start = position
    var text = String.UnicodeScalarView()
    position += 1
    while let next = peek() {
      position += 1
      if next == quote { return String(text) }
      if next == "\n", quote == "\"" { break }
      if next == "\\", quote == "\"" {
        text.append(try escape(quote))
      } else {
        text.append(next)
      }
    }
    throw error(.unclosedQuote, at: start)
  }

  /// A character between single quotes, as its number.
  mutating func character() throws(TemplateError) -> Int64 {
    let start = position
    position += 1
    guard var value = peek() else { throw error(.unclosedQuote, at: start) }
    position += 1
    if value == "\\" { value = try escape("'") }
    guard peek() == "'" else { throw error(.unclosedQuote, at: start) }
    position += 1
    return Int64(value.value)
  }

  /// The scalar that an escape stands for; the backslash has been taken.
  private mutating func escape(_ quote: UnicodeScalar) throws(TemplateError) -> UnicodeScalar {
    let start = position - 1
    guard let letter = peek() else { throw error(.unclosedQuote, at: start) }
    position += 1
    let plain: [UnicodeScalar: UnicodeScalar] = [
      "a": "\u{7}", "b": "\u{8}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{b}",
      "\\": "\\",
    ]
    if let scalar = plain[letter] { return scalar }
    if letter == quote { return letter }
    let lengths: [UnicodeScalar: Int] = ["x": 2, "u": 4, "U": 8]
    let isOctal = letter >= "0" && letter <= "7"
    guard let length = isOctal ? 3 : lengths[letter] else { throw error(.badEscape, at: start) }
    if isOctal { position -= 1 }
    let digits = String(source[position..<min(position + length, source.count)])
    guard let value = UInt32(digits, radix: isOctal ? 8 : 16), digits.count == length,
      digits.first?.isHexDigit == true, let scalar = UnicodeScalar(value)
    else { throw error(.badEscape, at: start) }
    position += length
    return scalar
  }
}
