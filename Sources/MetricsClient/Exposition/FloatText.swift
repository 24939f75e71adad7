/// Reads numbers as Go's `strconv.ParseFloat` does, hexadecimal forms left out, correctly rounded.
enum FloatText {
  /// What a text turned out to be.
  enum Reading: Equatable {
    case number(Double)
    case invalid
    case tooBig
  }

  /// The number that fills `range` of `page` completely.
  static func read(_ page: Span<UInt8>, _ range: Range<Int>) -> Reading {
    var index = range.lowerBound
    let end = range.upperBound
    guard index < end else { return .invalid }
    let negative = page[index] == UInt8(ascii: "-")
    let signed = negative || page[index] == UInt8(ascii: "+")
    if signed { index &+= 1 }

    var mantissa: UInt64 = 0
    var significant = 0
    var digits = 0
    var exponent = 0
    var seenPoint = false
    var exact = true
    while index < end {
      let byte = page[index]
      let digit = byte &- 0x30
      if digit < 10 {
        digits &+= 1
        if significant < 19 {
          mantissa = mantissa &* 10 &+ UInt64(digit)
          if mantissa != 0 { significant &+= 1 }
          if seenPoint { exponent &-= 1 }
        } else {
          if digit != 0 { exact = false }
          if !seenPoint { exponent &+= 1 }
        }
      } else if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      index &+= 1
    }
    guard digits > 0 else { return special(page, index..<end, signed: signed, negative: negative) }
    if index < end {
      guard let power = decimalExponent(page, index..<end) else { return .invalid }
      exponent &+= power
    }
    if mantissa == 0 { return .number(negative ? -0.0 : 0) }
    if exact, let value = ExactDecimal.double(mantissa, exponent) {
      return .number(negative ? -value : value)
    }
    return slow(page, range)
  }

  /// The exponent's value from its `e` on, cut off far beyond what a double can hold.
  private static func decimalExponent(_ page: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    let end = range.upperBound
    guard page[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    index &+= 1
    guard index < end else { return nil }
    let negative = page[index] == UInt8(ascii: "-")
    if negative || page[index] == UInt8(ascii: "+") { index &+= 1 }
    guard index < end else { return nil }
    var value = 0
    while index < end {
      let digit = page[index] &- 0x30
      guard digit < 10 else { return nil }
      if value < 100_000 { value = value &* 10 &+ Int(digit) }
      index &+= 1
    }
    return negative ? -value : value
  }

  /// `Inf`, `infinity` and `NaN` in any case.
  private static func special(
    _ page: Span<UInt8>,
    _ range: Range<Int>,
    signed: Bool,
    negative: Bool
  ) -> Reading {
    guard range.count == 3 || range.count == 8 else { return .invalid }
    let word = range.map { Character(Unicode.Scalar(page[$0] | 0x20)) }
    switch String(word) {
    case "inf", "infinity": return .number(negative ? -.infinity : .infinity)
    case "nan" where !signed: return .number(.nan)
    default: return .invalid
    }
  }

  /// Numbers with more than nineteen digits or far exponents; their form is already checked.
  private static func slow(_ page: Span<UInt8>, _ range: Range<Int>) -> Reading {
    let text = String(decoding: range.map { page[$0] }, as: UTF8.self)
    guard let value = Double(text) else { return .invalid }
    return value.isInfinite ? .tooBig : .number(value)
  }
}
