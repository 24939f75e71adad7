/// Decimal texts of numbers that are not negative.
enum Decimal {
  /// The value rounded to at most `places` decimals, without trailing zeros.
  static func text(_ value: Double, places: Int) -> String {
    var factor = 1
    for _ in 0..<places { factor *= 10 }
    guard let units = Int(exactly: (value * Double(factor)).rounded()) else { return "\(value)" }
    let whole = units / factor
    guard units % factor != 0 else { return "\(whole)" }
    let digits = String(units % factor)
    var fraction = String(repeating: "0", count: places - digits.count) + digits
    while fraction.last == "0" { fraction.removeLast() }
    return "\(whole).\(fraction)"
  }

  /// A value below 0.01: three decimals where they say something, else a power of ten.
  static func small(_ value: Double) -> String {
    if value == 0 { return "0" }
    return value >= 0.001 ? text(value, places: 3) : scientific(value)
  }

  /// One digit and a power of ten: `4e-5`.
  static func scientific(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return "0" }
    var exponent = 0
    var mantissa = value
    while mantissa < 0.95 {
      mantissa *= 10
      exponent -= 1
    }
    while mantissa >= 9.5 {
      mantissa /= 10
      exponent += 1
    }
    return "\(text(mantissa, places: 0))e\(exponent)"
  }

  /// A whole number with a comma before every third digit.
  static func grouped(_ value: Int) -> String {
    var text = ""
    for (index, digit) in String(value).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// The value over the greatest power of `base` that leaves at least one, with its suffix: one
  /// decimal below ten.
  static func scaled(_ value: Double, by base: Double, suffixes: [String]) -> String {
    var rest = value
    var power = 0
    while rest >= base - 0.5, power + 1 < suffixes.count {
      rest /= base
      power += 1
    }
    if rest >= base { return scientific(value) + (suffixes.first ?? "") }
    return text(rest, places: rest < 9.95 ? 1 : 0) + suffixes[power]
  }
}
