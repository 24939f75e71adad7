import LogModel

/// Connections whose life lies between two bounds.
struct LifeClass: Hashable, Sendable {
  /// The bounds as text: `<1s`, `10s–30s`, `≥2h`.
  var name: String
  /// How many of them ended in the window.
  var ended: Int
  /// How many of them are open.
  var open: Int
  /// Whether they lived less than 30 s.
  var isShort: Bool

  /// The classes of a report from the shortest life to the longest; where not all have room, neighbours
  /// are joined.
  static func all(of report: ConnectionsReport, atMost most: Int) -> [LifeClass] {
    let bounds = ConnectionsReport.bounds
    let count = bounds.count + 1
    let size = max(1, (count + max(1, most) - 1) / max(1, most))
    return stride(from: 0, to: count, by: size).map { first in
      let last = min(count, first + size) - 1
      let lower = first == 0 ? nil : bounds[first - 1]
      let upper = last < bounds.count ? bounds[last] : nil
      return LifeClass(
        name: name(lower, upper),
        ended: report.lifetimes[first...last].reduce(0, +),
        open: report.ages[first...last].reduce(0, +),
        isShort: upper.map { $0 <= 30 } ?? false
      )
    }
  }

  private static func name(_ lower: Double?, _ upper: Double?) -> String {
    switch (lower, upper) {
    case (nil, let upper?): "<\(DurationText.short(upper))"
    case (let lower?, nil): "≥\(DurationText.short(lower))"
    case (let lower?, let upper?): "\(DurationText.short(lower))–\(DurationText.short(upper))"
    case (nil, nil): "any"
    }
  }
}

/// How long a connection lived, as text.
enum LifeText {
  /// Below a minute with one decimal, else in at most two units: `0.4s`, `41.2s`, `4m12s`.
  static func text(_ seconds: Double) -> String {
    guard seconds.isFinite else { return "-" }
    return seconds < 59.95 ? "\(CountText.tenths(max(0, seconds)))s" : DurationText.short(seconds)
  }
}
