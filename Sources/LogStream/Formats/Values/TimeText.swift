/// Times as servers write them, found at the start of a range of a line.
///
/// Known are epochs in seconds to nanoseconds, RFC 3339 and its kin (`2026-11-23 06:37:57,123`,
/// `2026/11/23 - 06:37:57`, Go's `2014-03-10 19:57:38.56 -0400 EDT`), the common log's
/// `23/Nov/2026:06:37:57 +0000`, PHP's `23-Nov-2026 06:37:57`, syslog's `Nov 23 06:37:57`, Android's `11-23 06:37:57.123` and RFC 1123.
struct TimeText {
  /// A time and where its text ends.
  struct Found {
    /// Milliseconds since the epoch.
    var milliseconds: Int64
    /// The offset after the last byte.
    var end: Int
    /// Whether the text names its zone.
    var isZoned: Bool
  }

  private static let halfDay: Int64 = 43_200_000
  private static let halfYear: Int64 = 183 * 86_400_000

  /// The zone of times without one.
  private(set) var zone: LogTimeZone
  /// When the line was received; gives the year where the text has none.
  var receivedAt: Int64 = 0
  /// When the line was taken by who wrapped it, in milliseconds: it tells day and year better.
  private var takenAt: Int64?
  private var cachedHour = Int64.min
  private var cachedOffset = 0
  private var minute = MinuteText()
  /// The answer for one range of the line: every format asks for it again.
  private var answer: (range: Range<Int>, found: Found?)?

  /// A reader of times that assumes `zone` where a text names none.
  init(zone: LogTimeZone) { self.zone = zone }

  /// Reads times without a zone as those of another one from now on.
  mutating func assume(_ zone: LogTimeZone) {
    self.zone = zone
    cachedHour = .min
    answer = nil
  }

  /// Goes on to another line.
  mutating func beginLine(receivedAt: Int64) {
    self.receivedAt = receivedAt
    takenAt = nil
    answer = nil
  }

  /// Reads what follows as text of a line that was taken at `time`, in milliseconds; nil where that is unknown.
  mutating func beginContent(takenAt time: Int64?) {
    takenAt = time
    answer = nil
  }

  /// The time whose text starts at `start`.
  mutating func scan(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    guard start < end else { return nil }
    if minute.stands(line, at: start, to: end),
      let found = scanSecond(line, at: start &+ minute.count, to: end)
    {
      return found
    }
    if let answer, answer.range == start..<end { return answer.found }
    let found = read(line, at: start, to: end)
    answer = (start..<end, found)
    return found
  }

  private mutating func read(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    let first = line[start]
    if ByteScan.isDigit(first) {
      if start + 4 < end,
        line[start + 4] == UInt8(ascii: "-") || line[start + 4] == UInt8(ascii: "/")
      {
        return scanYearFirst(line, at: start, to: end)
      }
      if start + 2 < end,
        line[start + 2] == UInt8(ascii: "/") || line[start + 2] == UInt8(ascii: " ")
      {
        return scanDayFirst(line, at: start, to: end)
      }
      if start + 3 < end, line[start + 2] == UInt8(ascii: "-"), ByteScan.isLetter(line[start + 3]) {
        return scanDayFirst(line, at: start, to: end)
      }
      if start + 5 < end, line[start + 2] == UInt8(ascii: "-"), line[start + 5] == 0x20 {
        return scanMonthAndDay(line, at: start, to: end)
      }
      return Self.scanEpoch(line, at: start, to: end)
    }
    return ByteScan.isLetter(first) ? scanMonthFirst(line, at: start, to: end) : nil
  }

  /// The milliseconds since the epoch of a time without a zone.
  mutating func milliseconds(of time: CivilTime) -> Int64 {
    let seconds = time.secondsSinceEpoch
    return (seconds - Int64(offset(at: seconds))) * 1_000 + Int64(time.millisecond)
  }

  /// The last time, in milliseconds, at which a clock showed `time`, of which the date does not matter;
  /// of those up to an hour after the line was received, or the one next to when its wrapper took it.
  mutating func milliseconds(ofClock time: CivilTime) -> Int64 {
    var time = time
    let near = takenAt ?? receivedAt
    let seconds = near / 1_000
    let days = (seconds + Int64(offset(at: seconds))) / 86_400
    (time.year, time.month, time.day) = (1970, 1, 1 + Int(days))
    let found = milliseconds(of: time)
    guard takenAt != nil else { return found > near &+ 3_600_000 ? found - 86_400_000 : found }
    if found > near &+ Self.halfDay { return found - 2 * Self.halfDay }
    return found < near &- Self.halfDay ? found + 2 * Self.halfDay : found
  }

  /// Whether the text of a time, or of a time of day, names no zone and was read as `own`.
  mutating func isUnzoned(_ line: Span<UInt8>, _ range: Range<Int>, readAs own: Int64) -> Bool {
    if let found = scan(line, at: range.lowerBound, to: range.upperBound) {
      return !found.isZoned && found.milliseconds == own
    }
    var clock = CivilTime()
    return Self.scanClock(line, at: range.lowerBound, to: range.upperBound, into: &clock) != nil
      && clock.isValid && milliseconds(ofClock: clock) == own
  }

  /// Seconds, milliseconds, microseconds or nanoseconds since the epoch, told apart by size.
  static func scanEpoch(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    guard let number = NumberText.scan(line, at: start, to: end), number.value >= 1e8 else {
      return nil
    }
    let milliseconds: Double
    switch number.value {
    case ..<1e11: milliseconds = number.value * 1e3
    case ..<1e14: milliseconds = number.value
    case ..<1e17: milliseconds = number.value / 1e3
    case ..<1e20: milliseconds = number.value / 1e6
    default: return nil
    }
    guard let rounded = Int64(exactly: milliseconds.rounded(.down)) else { return nil }
    return Found(milliseconds: rounded, end: number.end, isZoned: true)
  }

  /// The rest of a time whose minute is that of the time before.
  private mutating func scanSecond(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    guard let second = NumberText.whole(line, start..<start &+ 2), second <= 60 else { return nil }
    var milliseconds = 0
    let after = Self.scanFraction(line, at: start &+ 2, to: end, into: &milliseconds)
    return finish(minute.seconds &+ Int64(second), milliseconds, line, at: after, to: end)
  }

  private mutating func scanYearFirst(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    guard end - start >= 10,
      let year = NumberText.whole(line, start..<start + 4),
      let month = NumberText.whole(line, start + 5..<start + 7),
      line[start + 7] == line[start + 4],
      let day = NumberText.whole(line, start + 8..<start + 10)
    else { return nil }
    var at = start + 10
    var time = CivilTime(year: year, month: month, day: day)
    if at < end, line[at] | 0x20 == UInt8(ascii: "t") || line[at] == UInt8(ascii: "_") {
      at += 1
    } else {
      while at < end, line[at] == UInt8(ascii: " ") || line[at] == UInt8(ascii: "-") { at += 1 }
      // MySQL pads the hour with a space.
      if at + 1 < end, line[at + 1] == UInt8(ascii: ":"), at > start + 11 { at -= 1 }
    }
    guard let after = Self.scanClock(line, at: at, to: end, into: &time), time.isValid else {
      return nil
    }
    minute.remember(time, line, start..<at + 6)
    return finish(time, line, at: after, to: end)
  }

  /// `23/Nov/2026:06:37:57 +0000`, `23 Nov 2026 06:37:57`, PHP's `23-Nov-2026 06:37:57` and Erlang's
  /// `23-Nov-2026::06:37:57`.
  private mutating func scanDayFirst(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    guard end - start >= 20, let day = NumberText.whole(line, start..<start + 2),
      let month = Self.month(line, at: start + 3),
      let year = NumberText.whole(line, start + 7..<start + 11)
    else { return nil }
    var time = CivilTime(year: year, month: month, day: day)
    let clock = ByteScan.matches("::", line, at: start + 11, to: end) ? start + 13 : start + 12
    guard let after = Self.scanClock(line, at: clock, to: end, into: &time), time.isValid
    else { return nil }
    minute.remember(time, line, start..<clock + 6)
    return finish(time, line, at: after, to: end)
  }

  /// `Nov 23 06:37:57`, `Mon Nov 23 06:37:57 2026`, `Mon, 23 Nov 2026 06:37:57 GMT`.
  private mutating func scanMonthFirst(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    var at = start
    guard end - start >= 15 else { return nil }
    guard let month = Self.month(line, at: at) else {
      guard Self.isWeekday(line, at: at) else { return nil }
      at += 3
      if line[at] == UInt8(ascii: ",") { at += 1 }
      guard at + 1 < end, line[at] == UInt8(ascii: " ") else { return nil }
      let isDay = ByteScan.isDigit(line[at + 1])
      return isDay
        ? scanDayFirst(line, at: at + 1, to: end) : scanMonthFirst(line, at: at + 1, to: end)
    }
    at += 3
    while at < end, line[at] == UInt8(ascii: " ") { at += 1 }
    let dayStart = at
    while at < end, ByteScan.isDigit(line[at]) { at += 1 }
    guard let day = NumberText.whole(line, dayStart..<at), at < end, line[at] == UInt8(ascii: " ")
    else { return nil }
    var time = CivilTime(year: likelyYear, month: month, day: day)
    guard let after = Self.scanClock(line, at: at + 1, to: end, into: &time) else { return nil }
    if after + 5 <= end, line[after] == UInt8(ascii: " "),
      after + 5 == end || !ByteScan.isDigit(line[after + 5]),
      let year = NumberText.whole(line, after + 1..<after + 5), (1970...2200).contains(year)
    {
      time.year = year
      return finish(time, line, at: after + 5, to: end)
    }
    return finishWithoutYear(time, line, at: after, to: end)
  }

  /// `11-23 06:37:57.123`.
  private mutating func scanMonthAndDay(_ line: Span<UInt8>, at start: Int, to end: Int) -> Found? {
    guard let month = NumberText.whole(line, start..<start + 2),
      let day = NumberText.whole(line, start + 3..<start + 5)
    else { return nil }
    var time = CivilTime(year: likelyYear, month: month, day: day)
    guard let after = Self.scanClock(line, at: start + 6, to: end, into: &time) else { return nil }
    return finishWithoutYear(time, line, at: after, to: end)
  }

  private var likelyYear: Int { CivilTime.year(ofMilliseconds: takenAt ?? receivedAt) }

  /// Finishes a time in the year in which the line was received or, by its wrapper, taken.
  private mutating func finishWithoutYear(
    _ time: CivilTime,
    _ line: Span<UInt8>,
    at after: Int,
    to end: Int
  ) -> Found? {
    var time = time
    guard let found = finish(time, line, at: after, to: end) else { return nil }
    if let takenAt {
      // A zone ahead of the wrapper's has the new year first.
      let isBefore = found.milliseconds < takenAt &- Self.halfYear
      guard isBefore || found.milliseconds > takenAt &+ Self.halfYear else { return found }
      time.year += isBefore ? 1 : -1
      return finish(time, line, at: after, to: end)
    }
    // A log of December read in January lies in the past, not eleven months ahead.
    guard found.milliseconds > receivedAt &+ 86_400_000 else { return found }
    time.year -= 1
    return finish(time, line, at: after, to: end)
  }

  private mutating func finish(
    _ time: CivilTime,
    _ line: Span<UInt8>,
    at start: Int,
    to end: Int
  )
    -> Found?
  {
    guard time.isValid else { return nil }
    return finish(time.secondsSinceEpoch, time.millisecond, line, at: start, to: end)
  }

  /// Reads the zone behind a time that is `seconds` and `milliseconds` after the epoch in that zone.
  @inline(__always)
  private mutating func finish(
    _ seconds: Int64,
    _ milliseconds: Int,
    _ line: Span<UInt8>,
    at start: Int,
    to end: Int
  ) -> Found? {
    if let (offset, after) = Self.scanZone(line, at: start, to: end) {
      return Found(
        milliseconds: (seconds - Int64(offset)) * 1_000 + Int64(milliseconds),
        end: after,
        isZoned: true
      )
    }
    return Found(
      milliseconds: (seconds - Int64(offset(at: seconds))) * 1_000 + Int64(milliseconds),
      end: start,
      isZoned: false
    )
  }

  /// Seconds east of Greenwich of a time without a zone, given as if its zone were UTC.
  @inline(__always)
  private mutating func offset(at seconds: Int64) -> Int {
    if seconds / 900 != cachedHour {
      cachedHour = seconds / 900
      let guess = zone.offset(seconds)
      cachedOffset = zone.offset(seconds - Int64(guess))
    }
    return cachedOffset
  }
}
