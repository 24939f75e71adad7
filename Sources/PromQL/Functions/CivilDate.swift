/// A moment as the calendar of UTC has it.
struct CivilDate {
  /// The year.
  let year: Int
  /// The month, 1...12.
  let month: Int
  /// The day of the month, 1...31.
  let day: Int
  /// The day of the year, 1...366.
  let dayOfYear: Int
  /// The day of the week, Sunday being 0.
  let weekday: Int
  /// The hour, 0...23.
  let hour: Int
  /// The minute, 0...59.
  let minute: Int

  /// The date of a number of seconds since the epoch; nil where the calendar ends.
  init?(seconds: Double) {
    guard seconds.magnitude < 1e15 else { return nil }
    let total = Int(seconds.rounded(.down))
    let days = Self.floorDivide(total, by: 86_400)
    let rest = total - days * 86_400
    hour = rest / 3600
    minute = rest % 3600 / 60
    weekday = (days % 7 + 11) % 7
    // Hinnant's algorithm: years of 400-year eras that begin in March.
    let shifted = days + 719_468
    let era = Self.floorDivide(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayFromMarch + 2) / 153
    day = dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let isLeap = Self.isLeap(year)
    dayOfYear = month <= 2 ? dayFromMarch - 305 : dayFromMarch + 60 + (isLeap ? 1 : 0)
  }

  /// How many days the month has.
  var daysInMonth: Int {
    switch month {
    case 2: Self.isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func floorDivide(_ value: Int, by divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }
}
