/// Numbers as PromQL reads and writes them.
enum NumberFormat {
  /// The shortest text that reads back to `value`, without an exponent where that is short.
  static func shortest(_ value: Double) -> String {
    text(value, longestExponent: 30)
  }

  /// The shortest text without an exponent that reads back to `value`.
  static func positional(_ value: Double) -> String {
    text(value, longestExponent: 400)
  }

  private static func text(_ value: Double, longestExponent: Int) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    let text = "\(value)"
    guard let mark = text.firstIndex(of: "e") else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    guard let exponent = Int(text[text.index(after: mark)...]), abs(exponent) <= longestExponent
    else { return text }
    return positional(mantissa: text[..<mark], exponent: exponent)
  }

  /// The number that PromQL reads from `text`, nil when it is none.
  static func value(_ text: String) -> Double? {
    guard hasUnderscoresBetweenDigits(text) else { return nil }
    let plain = text.replacing("_", with: "").lowercased()
    switch plain {
    case "nan": return .nan
    case "inf": return .infinity
    default: break
    }
    if plain.hasPrefix("0x") { return Int64(plain.dropFirst(2), radix: 16).map { Double($0) } }
    if plain.count > 1, plain.first == "0", let octal = Int64(plain, radix: 8) {
      return Double(octal)
    }
    guard let number = Double(plain), number.isFinite else { return nil }
    return number
  }

  /// Whether each underscore stands alone between two digits, or behind `0x`: what Go, and so Prometheus,
  /// takes.
  private static func hasUnderscoresBetweenDigits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let isHexadecimal = bytes.count > 1 && bytes[0] == UInt8(ascii: "0") && bytes[1] | 0x20 == 0x78
    func isDigit(_ place: Int) -> Bool {
      guard bytes.indices.contains(place) else { return false }
      let letter = bytes[place] | 0x20
      return bytes[place].isDigit || (isHexadecimal && letter >= 0x61 && letter <= 0x66)
    }
    return bytes.indices.allSatisfy { place in
      guard bytes[place] == UInt8(ascii: "_") else { return true }
      return (isDigit(place - 1) || (isHexadecimal && place == 2)) && isDigit(place + 1)
    }
  }

  private static func positional(mantissa: Substring, exponent: Int) -> String {
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let unsigned = mantissa.drop { $0 == "-" }
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(parts.first ?? "0")
    let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
    let digits = whole + fraction
    let point = whole.count + exponent
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count {
      return sign + digits + String(repeating: "0", count: point - digits.count)
    }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }
}
