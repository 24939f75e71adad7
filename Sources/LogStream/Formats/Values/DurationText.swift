/// Durations with units as Go prints them: `209.683µs`, `1m30s`, `2743h29m0s`, and `68 ms`.
enum DurationText {
  /// A duration and where its text ends.
  struct Found {
    /// Seconds; negative where a sign says so.
    var seconds: Double
    /// The offset after the last byte.
    var end: Int
  }

  /// The duration at `start`; nil where there is no number followed by a unit.
  static func scan(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    let isNegative = start < end && line[start] == UInt8(ascii: "-")
    var at = isNegative ? start + 1 : start
    var total = 0.0
    var parts = 0
    while at < end, ByteScan.isDigit(line[at]) || line[at] == UInt8(ascii: ".") {
      guard let number = NumberText.scan(line, at: at, to: end) else { break }
      var unitStart = number.end
      if parts == 0, unitStart < end, line[unitStart] == UInt8(ascii: " ") { unitStart += 1 }
      guard let (unit, after) = scanUnit(line, at: unitStart, to: end) else { break }
      total += number.value * unit
      parts += 1
      at = after
    }
    guard parts > 0, total.isFinite else { return nil }
    return Found(seconds: isNegative ? -total : total, end: at)
  }

  /// The seconds of one unit whose letters stand at `start`, longest first.
  private static func scanUnit(_ line: Span<UInt8>, at start: Int, to end: Int) -> (Double, Int)? {
    guard start < end else { return nil }
    let next = start + 1 < end ? line[start + 1] : 0
    switch (line[start], next) {
    case (UInt8(ascii: "n"), UInt8(ascii: "s")): return (1e-9, start + 2)
    case (UInt8(ascii: "u"), UInt8(ascii: "s")): return (1e-6, start + 2)
    case (UInt8(ascii: "m"), UInt8(ascii: "s")): return (1e-3, start + 2)
    // The micro sign and the Greek letter mu.
    case (0xc2, 0xb5), (0xce, 0xbc):
      guard start + 2 < end, line[start + 2] == UInt8(ascii: "s") else { return nil }
      return (1e-6, start + 3)
    case (UInt8(ascii: "s"), _):
      return (1, ByteScan.matches("sec", line, at: start, to: end) ? start + 3 : start + 1)
    case (UInt8(ascii: "m"), _): return (60, start + 1)
    case (UInt8(ascii: "h"), _): return (3_600, start + 1)
    case (UInt8(ascii: "d"), _): return (86_400, start + 1)
    default: return nil
    }
  }
}
