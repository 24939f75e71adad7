/// The unit of a number on the screen.
public enum Unit: Hashable, Sendable {
  /// A plain count: `9,481`, `31k`.
  case short
  /// A ratio 0...1 shown as per cent: `2.31 %`.
  case percent
  /// Seconds shown in the fitting unit: `812 ms`, `1.2 s`, `4m`.
  case seconds
  /// Bytes in binary units: `276 MiB`.
  case bytes
  /// A count a second: `4.2/s`, `3.1k/s`.
  case perSecond

  /// The number with its unit in at most about eight columns; NaN and infinities are named.
  ///
  /// NaN is `-`: no number. Rounding never turns 99.9 % into 100 %.
  public func format(_ value: Double) -> String {
    if value.isNaN { return "-" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    let magnitude = value.magnitude
    let text =
      switch self {
      case .short: Self.count(magnitude)
      case .percent: Self.percent(magnitude * 100) + " %"
      case .seconds: Self.duration(magnitude)
      case .bytes: Self.binary(magnitude)
      case .perSecond: Self.compact(magnitude) + "/s"
      }
    return value < 0 && text.contains(where: { "123456789".contains($0) }) ? "−" + text : text
  }

  /// A whole number with a comma before every third digit.
  public static func grouped(_ value: Int) -> String { Decimal.grouped(value) }

  private static func count(_ value: Double) -> String {
    if let whole = Int(exactly: value.rounded()), whole >= 1000, whole < 10_000 {
      return Decimal.grouped(whole)
    }
    return compact(value)
  }

  private static func percent(_ value: Double) -> String {
    if value >= 99, value < 100 {
      return Decimal.text((value * 100).rounded(.down) / 100, places: 2)
    }
    if value >= 1000, let whole = Int(exactly: value.rounded()), whole < 1_000_000 {
      return Decimal.grouped(whole)
    }
    if value >= 1000 { return compact(value) }
    if value >= 10 { return Decimal.text(value, places: 0) }
    return value >= 0.01 ? Decimal.text(value, places: 2) : Decimal.small(value)
  }

  /// A count of at most four digits, with a suffix where that is not enough.
  static func compact(_ value: Double) -> String {
    if value < 999.5 {
      if value >= 100 { return Decimal.text(value, places: 0) }
      if value >= 1 { return Decimal.text(value, places: 1) }
      return value >= 0.01 ? Decimal.text(value, places: 2) : Decimal.small(value)
    }
    return Decimal.scaled(value, by: 1000, suffixes: ["", "k", "M", "G", "T", "P", "E"])
  }

  private static func binary(_ value: Double) -> String {
    if value < 1023.5 { return Decimal.text(value, places: 0) + " B" }
    return Decimal.scaled(
      value,
      by: 1024,
      suffixes: [" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"]
    )
  }

  private static func duration(_ value: Double) -> String {
    switch value {
    case 0: return "0 s"
    case ..<999.5e-9: return Decimal.text(value * 1e9, places: 0) + " ns"
    case ..<999.5e-6: return Decimal.text(value * 1e6, places: value < 9.95e-6 ? 1 : 0) + " µs"
    case ..<0.9995: return Decimal.text(value * 1e3, places: value < 9.95e-3 ? 1 : 0) + " ms"
    case ..<9.95: return Decimal.text(value, places: 1) + " s"
    case ..<119.5: return Decimal.text(value, places: 0) + " s"
    default: break
    }
    guard let whole = Int(exactly: value.rounded()), whole < 8_640_000_000 else {
      return compact(value / 86_400) + " d"
    }
    switch whole {
    case ..<3600: return pair(whole / 60, "m", whole % 60, "s")
    case ..<86_400: return pair(whole / 3600, "h", whole % 3600 / 60, "m")
    case ..<864_000: return pair(whole / 86_400, "d", whole % 86_400 / 3600, "h")
    default: return "\(whole / 86_400)d"
    }
  }

  private static func pair(
    _ high: Int,
    _ highUnit: String,
    _ low: Int,
    _ lowUnit: String
  )
    -> String
  {
    if low == 0 { return "\(high)\(highUnit)" }
    return "\(high)\(highUnit)\(low < 10 ? "0" : "")\(low)\(lowUnit)"
  }
}
