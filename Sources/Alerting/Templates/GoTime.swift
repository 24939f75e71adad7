import Glibc
import MetricsModel

/// A moment in UTC, written as Go's `time.Time` writes it.
struct GoTime: CustomStringConvertible {
  private let parts: tm
  private let milliseconds: Int

  /// The moment of a timestamp.
  init(_ time: Timestamp) {
    let second = Int64((Double(time.milliseconds) / 1000).rounded(.down))
    var seconds = time_t(second)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    self.parts = parts
    milliseconds = Int(time.milliseconds &- second &* 1000)
  }

  var year: Int { Int(parts.tm_year) + 1900 }
  var month: Int { Int(parts.tm_mon) + 1 }
  var day: Int { Int(parts.tm_mday) }
  var dayOfYear: Int { Int(parts.tm_yday) + 1 }
  var hour: Int { Int(parts.tm_hour) }
  var minute: Int { Int(parts.tm_min) }
  var second: Int { Int(parts.tm_sec) }

  /// The moment as Go prints it: `2015-06-23 13:19:44.128 +0000 UTC`.
  var description: String { formatted("2006-01-02 15:04:05.999 -0700 MST") }

  /// The moment in the layout of a reference time, Monday, the 2nd of January 2006, 15:04:05.
  func formatted(_ layout: String) -> String {
    var result = ""
    var rest = Substring(layout)
    while !rest.isEmpty {
      if let (word, text) = element(at: rest) {
        result += text
        rest = rest.dropFirst(word.count)
      } else if let next = rest.popFirst() {
        result.append(next)
      }
    }
    return result
  }

  /// The element of the layout that stands at the beginning of `rest`, and its text.
  private func element(at rest: Substring) -> (word: String, text: String)? {
    if let fraction = fraction(at: rest) { return fraction }
    for (word, text) in elements where rest.hasPrefix(word) { return (word, text) }
    return nil
  }

  /// The words of layouts; one that begins like another stands behind the longer one.
  private var elements: [(word: String, text: String)] {
    [
      ("January", Self.months[(month - 1) % 12]),
      ("Jan", String(Self.months[(month - 1) % 12].prefix(3))),
      ("Monday", Self.weekdays[Int(parts.tm_wday) % 7]),
      ("Mon", String(Self.weekdays[Int(parts.tm_wday) % 7].prefix(3))), ("MST", "UTC"),
      ("2006", padded(year, 4)), ("-07:00", "+00:00"), ("-0700", "+0000"), ("-07", "+00"),
      ("Z07:00", "Z"), ("Z0700", "Z"), ("002", padded(dayOfYear, 3)), ("01", padded(month)),
      ("02", padded(day)), ("03", padded(hour12)), ("04", padded(minute)), ("05", padded(second)),
      ("06", padded(year % 100)), ("15", padded(hour)), ("_2", day < 10 ? " \(day)" : "\(day)"),
      ("PM", hour < 12 ? "AM" : "PM"), ("pm", hour < 12 ? "am" : "pm"), ("1", "\(month)"),
      ("2", "\(day)"), ("3", "\(hour12)"), ("4", "\(minute)"), ("5", "\(second)"),
    ]
  }

  /// `.000` or `.999`: parts of a second, with or without zeros at the end.
  private func fraction(at rest: Substring) -> (word: String, text: String)? {
    guard let point = rest.first, point == "." || point == ",", let digit = rest.dropFirst().first,
      digit == "0" || digit == "9"
    else { return nil }
    let digits = rest.dropFirst().prefix { $0 == digit }
    let after = rest.dropFirst(digits.count + 1).first
    guard after.map({ !$0.isNumber }) ?? true, digits.count <= 9 else { return nil }
    var text = String((padded(milliseconds, 3) + "000000").prefix(digits.count))
    if digit == "9" { while text.last == "0" { text.removeLast() } }
    return (String(point) + digits, text.isEmpty ? "" : String(point) + text)
  }

  private var hour12: Int { hour % 12 == 0 ? 12 : hour % 12 }

  private func padded(_ number: Int, _ width: Int = 2) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// A duration in nanoseconds as Go writes it: `1h30m0s`, `1.5s`, `20ms`.
  static func text(ofDuration nanoseconds: Int64) -> String {
    let magnitude = nanoseconds.magnitude
    let sign = nanoseconds < 0 ? "-" : ""
    guard magnitude > 0 else { return "0s" }
    let small: [(limit: UInt64, unit: UInt64, name: String)] = [
      (1000, 1, "ns"), (1_000_000, 1000, "µs"), (1_000_000_000, 1_000_000, "ms"),
    ]
    if let scale = small.first(where: { magnitude < $0.limit }) {
      return sign + decimal(magnitude, scale.unit) + scale.name
    }
    let seconds = magnitude / 1_000_000_000
    let rest = decimal(magnitude % 60_000_000_000, 1_000_000_000) + "s"
    if seconds >= 3600 { return "\(sign)\(seconds / 3600)h\(seconds / 60 % 60)m\(rest)" }
    return seconds >= 60 ? "\(sign)\(seconds / 60)m\(rest)" : sign + rest
  }

  private static func decimal(_ value: UInt64, _ unit: UInt64) -> String {
    guard value % unit > 0 else { return "\(value / unit)" }
    var fraction = "\(unit + value % unit)".dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return "\(value / unit).\(fraction)"
  }
}
