/// Durations as Go prints them: `209.683µs`, `998.286379ms`, `15.000731516s`, `1m30s`.
enum GoDuration {
  /// The text of a duration.
  static func text(nanoseconds: Int64) -> String {
    let sign = nanoseconds < 0 ? "-" : ""
    let value = nanoseconds.magnitude
    return switch value {
    case 0: "0s"
    case ..<1000: "\(sign)\(value)ns"
    case ..<1_000_000: sign + decimal(value, unit: 1000) + "µs"
    case ..<1_000_000_000: sign + decimal(value, unit: 1_000_000) + "ms"
    default: sign + long(value)
    }
  }

  private static func long(_ value: UInt64) -> String {
    let minutes = value / 60_000_000_000
    let seconds = decimal(value % 60_000_000_000, unit: 1_000_000_000) + "s"
    guard minutes > 0 else { return seconds }
    return minutes < 60 ? "\(minutes)m\(seconds)" : "\(minutes / 60)h\(minutes % 60)m\(seconds)"
  }

  /// The value in units with as many decimals as it has.
  private static func decimal(_ value: UInt64, unit: UInt64) -> String {
    let rest = String(unit + value % unit).dropFirst()
    let digits = rest.reversed().drop { $0 == "0" }.reversed()
    return digits.isEmpty ? "\(value / unit)" : "\(value / unit).\(String(digits))"
  }
}
