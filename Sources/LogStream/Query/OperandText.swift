public import LogModel
public import MetricsModel

/// The meaning of the literals of the filter language.
public enum OperandText {
  /// The seconds of a duration: `1s`, `250ms`, `1m30s`; a plain number is seconds.
  public static func seconds(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    return seconds(bytes.span)
  }

  /// The same for a text given by its bytes.
  static func seconds(_ text: Span<UInt8>) -> Double? {
    if let number = NumberText.scan(text, at: 0, to: text.count), number.end == text.count {
      return number.value
    }
    guard let duration = DurationText.scan(text, at: 0, to: text.count),
      duration.end == text.count
    else { return nil }
    return duration.seconds
  }

  /// The value of a number; nil for anything else.
  public static func number(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard let number = NumberText.scan(bytes.span, at: 0, to: bytes.count),
      number.end == bytes.count
    else { return nil }
    return number.value
  }

  /// The level of a name, in whatever spelling loggers use.
  public static func level(_ text: String) -> Level? {
    if text.lowercased() == Level.unknown.name { return .unknown }
    let bytes = Array(text.utf8)
    guard bytes.count > 1 else { return nil }
    return LevelNames.shared.level(bytes.span, 0..<bytes.count)
  }

  /// The point in time of `-5m`, `now`, `now-15m`, `06:10`, `06:10:05`, a date, or a date and time.
  ///
  /// `now` is the log's clock. A time of day is the last one before `now`; without a zone of its own
  /// it is one of `zone`.
  public static func time(_ text: String, now: Timestamp, zone: LogTimeZone = .utc) -> Timestamp? {
    if let offset = relativeSeconds(text) { return now.advanced(bySeconds: offset) }
    let seconds = now.milliseconds / 1_000
    if let secondOfDay = secondOfDay(text) {
      let offset = Int64(zone.offset(seconds))
      let (local, overflow) = seconds.addingReportingOverflow(offset)
      guard !overflow else { return nil }
      let midnight = local - ((local % 86_400) + 86_400) % 86_400
      var point = midnight + Int64(secondOfDay) - offset
      if point > seconds { point -= 86_400 }
      return Timestamp(seconds: Double(point))
    }
    var bytes = Array(text.utf8)
    if bytes.count == 10, bytes[4] == UInt8(ascii: "-") { bytes += Array("T00:00:00".utf8) }
    if bytes.count == 16, bytes[13] == UInt8(ascii: ":") { bytes += Array(":00".utf8) }
    var times = TimeText(zone: zone)
    times.receivedAt = now.milliseconds
    guard let found = times.scan(bytes.span, at: 0, to: bytes.count), found.end == bytes.count
    else {
      return nil
    }
    return Timestamp(milliseconds: found.milliseconds)
  }

  /// How many milliseconds a time written so precisely means: those of a day, a minute or a second.
  static func width(_ text: String) -> Double {
    let clock = text.split { $0 == "T" || $0 == "t" || $0 == " " }.last ?? ""
    if text.utf8.count == 10, clock.count == 10, clock.utf8.contains(UInt8(ascii: "-")) {
      return 86_400_000
    }
    let isMinute =
      (4...5).contains(clock.count) && clock.utf8.count { $0 == UInt8(ascii: ":") } == 1
    return isMinute ? 60_000 : 1_000
  }

  /// Whether the text is a time.
  static func isTime(_ text: String) -> Bool {
    time(text, now: Timestamp(milliseconds: 1_000_000_000_000)) != nil
  }

  /// The seconds of `-5m` and `now-15m`, 0 for `now`.
  private static func relativeSeconds(_ text: String) -> Double? {
    var rest = text.lowercased()[...]
    let isNamed = rest.hasPrefix("now")
    if isNamed { rest = rest.dropFirst(3) }
    if rest.isEmpty { return isNamed ? 0 : nil }
    guard let sign = rest.first, sign == "-" || sign == "+" else { return nil }
    rest = rest.dropFirst()
    if rest.hasSuffix("w"), let weeks = number(String(rest.dropLast())) {
      return (sign == "-" ? -1 : 1) * weeks * 604_800
    }
    let bytes = Array(rest.utf8)
    guard let duration = DurationText.scan(bytes.span, at: 0, to: bytes.count),
      duration.end == bytes.count
    else { return nil }
    return sign == "-" ? -duration.seconds : duration.seconds
  }

  /// Whether the text is a time of day, on whichever day.
  static func isTimeOfDay(_ text: String) -> Bool { secondOfDay(text) != nil }

  private static func secondOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    let numbers = parts.compactMap { $0.count <= 2 ? NumberText.wholeNumber(String($0)) : nil }
    guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60 else { return nil }
    let seconds = numbers.count == 3 ? numbers[2] : 0
    return seconds < 60 ? numbers[0] * 3_600 + numbers[1] * 60 + seconds : nil
  }
}

extension NumberText {
  /// The whole number that the text is, nil for anything else.
  static func wholeNumber(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    return whole(bytes.span, 0..<bytes.count)
  }
}
