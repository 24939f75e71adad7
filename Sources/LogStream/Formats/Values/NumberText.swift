/// Decimal numbers as they stand in a line.
enum NumberText {
  /// A number and where its text ends.
  struct Found {
    /// The value; not finite numbers do not occur.
    var value: Double
    /// The offset after the last byte.
    var end: Int
    /// Whether there was a point or an exponent.
    var isFractional: Bool
  }

  /// The number at `start`: an optional sign, digits, an optional fraction and exponent.
  static func scan(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    var at = start
    var isNegative = false
    if at < end, line[at] == UInt8(ascii: "-") || line[at] == UInt8(ascii: "+") {
      isNegative = line[at] == UInt8(ascii: "-")
      at += 1
    }
    var mantissa: UInt64 = 0
    var exponent = 0
    var digits = 0
    var isFractional = false
    scan: while at < end {
      let byte = line[at]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        if mantissa < 100_000_000_000_000_000 {
          mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0"))
          if isFractional { exponent -= 1 }
        } else if !isFractional {
          exponent += 1
        }
      case UInt8(ascii: ".") where !isFractional && at + 1 < end && ByteScan.isDigit(line[at + 1]):
        isFractional = true
      default: break scan
      }
      at += 1
    }
    guard digits > 0 else { return nil }
    if let (power, after) = scanExponent(line, at: at, to: end) {
      exponent += power
      isFractional = true
      at = after
    }
    let value = scaled(mantissa, by: exponent)
    guard value.isFinite else { return nil }
    return Found(value: isNegative ? -value : value, end: at, isFractional: isFractional)
  }

  /// The whole number that fills the range, up to 18 digits; nil for anything else.
  @inline(__always)
  static func whole(_ line: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 18 else { return nil }
    var value = 0
    for index in range {
      let digit = line[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  private static func scanExponent(_ line: Span<UInt8>, at start: Int, to end: Int) -> (Int, Int)? {
    guard start < end, line[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var at = start + 1
    var isNegative = false
    if at < end, line[at] == UInt8(ascii: "-") || line[at] == UInt8(ascii: "+") {
      isNegative = line[at] == UInt8(ascii: "-")
      at += 1
    }
    var power = 0
    let first = at
    while at < end, ByteScan.isDigit(line[at]) {
      power = min(9_999, power * 10 + Int(line[at] - UInt8(ascii: "0")))
      at += 1
    }
    return at == first ? nil : (isNegative ? -power : power, at)
  }

  private static func scaled(_ mantissa: UInt64, by exponent: Int) -> Double {
    var value = Double(mantissa)
    var left = max(-400, min(400, exponent))
    while left >= 22 {
      value *= 1e22
      left -= 22
    }
    while left <= -22 {
      value /= 1e22
      left += 22
    }
    let power = powersOfTen(abs(left))
    return left < 0 ? value / power : value * power
  }

  private static func powersOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}
