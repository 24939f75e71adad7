/// Durations as PromQL writes them: `1h30m`, units descending, whole numbers.
enum DurationSyntax {
  /// The units with their length in milliseconds, the longest first.
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000),
    ("s", 1000), ("ms", 1),
  ]

  /// The milliseconds of `text`, nil when it is no duration or does not fit.
  static func milliseconds(_ text: some StringProtocol) -> Int64? {
    var rest = Array(text.utf8)[...]
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    var allowed = units[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isDigit }
      rest = rest.dropFirst(digits.count)
      let letters = String(decoding: rest.prefix { !$0.isDigit }, as: UTF8.self)
      rest = rest.dropFirst(letters.utf8.count)
      guard let count = Int64(String(decoding: digits, as: UTF8.self)),
        let index = allowed.firstIndex(where: { $0.name == letters })
      else { return nil }
      let (product, tooLong) = count.multipliedReportingOverflow(by: units[index].milliseconds)
      let (sum, overflow) = total.addingReportingOverflow(product)
      guard !tooLong, !overflow else { return nil }
      total = sum
      allowed = allowed[(index + 1)...]
    }
    return total
  }

  /// The text of a duration; years and weeks only where nothing remains, as Prometheus does.
  static func text(milliseconds: Int64) -> String {
    guard milliseconds != 0 else { return "0s" }
    var rest = milliseconds.magnitude
    var result = milliseconds < 0 ? "-" : ""
    for (name, length) in units {
      let unit = UInt64(length)
      let isExactOnly = name == "y" || name == "w"
      guard rest >= unit, !isExactOnly || rest % unit == 0 else { continue }
      result += "\(rest / unit)\(name)"
      rest %= unit
    }
    return result
  }
}
