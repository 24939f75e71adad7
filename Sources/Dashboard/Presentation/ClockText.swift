import MetricsModel

/// Points in time as the clock of the screen writes them.
struct ClockText: Sendable {
  private let zone: DashboardConfiguration.Zone

  /// The clock of a zone.
  init(zone: DashboardConfiguration.Zone) { self.zone = zone }

  /// The clock that a screen shows.
  init(_ state: AppState) {
    self.init(zone: state.clock == .utc ? .utc : state.configuration.zone)
  }

  /// The time of day: `06:14:07`.
  func time(_ time: Timestamp) -> String {
    let second = local(time).second
    return "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }

  /// The time of day to the minute: `06:14`.
  func minute(_ time: Timestamp) -> String { String(self.time(time).prefix(5)) }

  /// The date: `2026-11-23`.
  func date(_ time: Timestamp) -> String {
    let (year, month, day) = Self.civil(fromDays: local(time).day)
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// Date and time of day: `2026-11-23 06:14:07`.
  func full(_ time: Timestamp) -> String { "\(date(time)) \(self.time(time))" }

  /// Month, day and time of day to the minute: `11-23 06:14`.
  func dayAndMinute(_ time: Timestamp) -> String { "\(date(time).suffix(5)) \(minute(time))" }

  /// The zone's short name at a time.
  func zoneName(at time: Timestamp) -> String { zone.offset(time).name }

  private func local(_ time: Timestamp) -> (day: Int, second: Int) {
    let seconds = Int(time.milliseconds / 1000) - (time.milliseconds % 1000 < 0 ? 1 : 0)
    let offset = min(max(zone.offset(time).seconds, -86_400), 86_400)
    let shifted = seconds + offset
    let second = ((shifted % 86_400) + 86_400) % 86_400
    return ((shifted - second) / 86_400, second)
  }

  /// Year, month and day of a day since 1970-01-01 (Howard Hinnant's `civil_from_days`).
  static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
