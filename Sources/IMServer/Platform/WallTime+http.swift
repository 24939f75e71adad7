extension WallTime {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The moment as the `Date` of HTTP (RFC 9110, section 5.6.7): `Mon, 23 Nov 2026 06:37:57 GMT`.
  var httpDate: String {
    let days = Int((Double(milliseconds) / 86_400_000).rounded(.down))
    let weekday = Self.weekdays[(days % 7 + 7) % 7]
    return "\(weekday), \(day(separator: " ")) \(clock) GMT"
  }

  /// The moment as access logs have it: `23/Nov/2026:06:37:57 +0000`.
  var accessLogDate: String { "\(day(separator: "/")):\(clock) +0000" }

  private var clock: Substring { rfc3339.dropFirst(11).prefix(8) }

  private func day(separator: String) -> String {
    let parts = rfc3339.prefix(10).split(separator: "-")
    guard parts.count == 3, let month = Int(parts[1]), Self.months.indices.contains(month - 1)
    else { return String(rfc3339.prefix(10)) }
    return "\(parts[2])\(separator)\(Self.months[month - 1])\(separator)\(parts[0])"
  }
}
