/// Numbers as Go's `strconv.FormatFloat` prints them: as few digits as tell the number from its
/// neighbours.
enum GoNumber {
  /// The text in format `g`, which metrics have: with an exponent below 0.0001 and from a million on.
  static func general(_ value: Double) -> String {
    guard let digits = Digits(value) else { return special(value) }
    let exponent = digits.point - 1
    return digits.sign + (exponent < -4 || exponent >= 6 ? digits.scientific : digits.plain)
  }

  /// The text in format `f`, which loggers have: never with an exponent.
  static func plain(_ value: Double) -> String {
    Digits(value).map { $0.sign + $0.plain } ?? special(value)
  }

  private static func special(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    return value < 0 ? "-Inf" : "+Inf"
  }

  /// A finite number's decimal digits without zeros at their ends, and how many of them stand before
  /// the decimal point.
  private struct Digits {
    let sign: String
    let text: String
    let point: Int

    /// The digits of a number; nil where it is not finite.
    init?(_ value: Double) {
      guard value.isFinite else { return nil }
      let halves = value.magnitude.description.split(separator: "e")
      let sides = halves[0].split(separator: ".")
      let all = sides.joined()
      let significant = all.drop { $0 == "0" }
      sign = value.sign == .minus ? "-" : ""
      text = String(significant.reversed().drop { $0 == "0" }.reversed())
      let exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
      point = text.isEmpty ? 1 : sides[0].count + exponent - (all.count - significant.count)
    }

    var plain: String {
      guard point > 0 else { return "0." + String(repeating: "0", count: -point) + text }
      let whole = text.prefix(point)
      let rest = text.dropFirst(point)
      return whole + String(repeating: "0", count: point - whole.count)
        + (rest.isEmpty ? "" : "." + rest)
    }

    var scientific: String {
      let rest = text.dropFirst()
      let power = String((point - 1).magnitude)
      return text.prefix(1) + (rest.isEmpty ? "" : "." + rest) + (point > 0 ? "e+" : "e-")
        + (power.count < 2 ? "0" : "") + power
    }
  }
}
