/// A date and time of day in the proleptic Gregorian calendar, as written.
struct CivilTime {
  /// The year.
  var year = 1970
  /// The month, 1 to 12.
  var month = 1
  /// The day of the month, from 1.
  var day = 1
  /// The hour, 0 to 23.
  var hour = 0
  /// The minute, 0 to 59.
  var minute = 0
  /// The second, 0 to 60.
  var second = 0
  /// Thousandths of the second.
  var millisecond = 0

  /// Whether every part lies in its bounds; days beyond the end of a month are let through.
  var isValid: Bool {
    (1900...9999).contains(year) && (1...12).contains(month) && (1...31).contains(day)
      && hour < 24 && minute < 60 && second <= 60
  }

  /// Seconds since the epoch when the time is one of UTC.
  var secondsSinceEpoch: Int64 {
    // Days since 1970-01-01, counted from 1 March so that the leap day comes last.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    return Int64(days * 86_400 + hour * 3_600 + minute * 60 + second)
  }

  /// The year in which a time lies.
  static func year(ofMilliseconds time: Int64) -> Int {
    let shifted = max(0, time / 86_400_000 + 719_468)
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    return Int(yearOfEra + era * 400) + (monthFromMarch >= 10 ? 1 : 0)
  }
}
