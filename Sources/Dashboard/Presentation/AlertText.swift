import Charts
import MetricsModel

/// What is said of an alert wherever it stands.
enum AlertText {
  /// From when to when a resolved alert fired and how long that was: `06:10:01–06:11:13, 1m12s`;
  /// empty where that is not known.
  static func course(_ alert: AlertStatus, _ clock: ClockText) -> String {
    guard alert.state == .resolved, let began = alert.began, let ended = alert.since else {
      return ""
    }
    let length = DurationText.short(ended.seconds(since: began))
    return "\(clock.time(began))–\(clock.time(ended)), \(length)"
  }

  /// The value with its unit, `-` without one.
  static func value(_ alert: AlertStatus) -> String {
    let reading = alert.state == .resolved ? alert.reading.peak : alert.reading.value
    if !reading.isEmpty { return reading }
    return alert.value.map { $0.isNaN ? "-" : Unit.short.format($0) } ?? "-"
  }

  /// What the value is held against, `-` without a comparison.
  static func limit(_ alert: AlertStatus) -> String {
    if !alert.reading.limit.isEmpty { return alert.reading.limit }
    return alert.limit.map { $0.isNaN ? "-" : Unit.short.format($0) } ?? "-"
  }

  /// What an alert says, or why it says nothing.
  static func sentence(_ alert: AlertStatus) -> String {
    switch alert.state {
    case .silent(let reason): reason + (alert.summary.isEmpty ? "" : ": \(alert.summary)")
    case .broken(let reason): reason
    case .inactive, .pending, .firing, .resolved: alert.summary
    }
  }

  /// How the rules stand while nothing fires: `12 of 13 rules watch · 1 silent: no baseline`.
  static func census(_ alerts: [AlertStatus]) -> String {
    let census = AlertCensus(alerts)
    let watching = CountText.grouped(census.watching)
    let whole =
      switch (census.watching == census.rules, census.rules) {
      case (true, 1): "1 rule watches"
      case (true, _): "\(watching) rules watch"
      case (false, _): "\(watching) of \(CountText.grouped(census.rules)) rules watch"
      }
    guard census.silent > 0 else { return whole }
    let common = census.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let why = common.prefix(2).map(\.key).joined(separator: ", ")
    let more = common.count > 2 ? ", …" : ""
    return "\(whole) · \(CountText.grouped(census.silent)) silent: \(why)\(more)"
  }
}
