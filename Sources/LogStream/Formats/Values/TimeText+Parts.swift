extension TimeText {
  /// Reads `06:37:57` with an optional fraction, or with a space for the first digit; the offset after it.
  static func scanClock(
    _ line: Span<UInt8>,
    at start: Int,
    to end: Int,
    into time: inout CivilTime
  ) -> Int? {
    guard start + 8 <= end, line[start + 2] == UInt8(ascii: ":"),
      line[start + 5] == UInt8(ascii: ":"),
      let hour = NumberText.whole(line, (line[start] == 0x20 ? start + 1 : start)..<start + 2),
      let minute = NumberText.whole(line, start + 3..<start + 5),
      let second = NumberText.whole(line, start + 6..<start + 8)
    else { return nil }
    time.hour = hour
    time.minute = minute
    time.second = second
    return scanFraction(line, at: start + 8, to: end, into: &time.millisecond)
  }

  /// Reads an optional fraction of a second behind a point or a comma; the offset after it.
  @inline(__always)
  static func scanFraction(
    _ line: Span<UInt8>,
    at start: Int,
    to end: Int,
    into milliseconds: inout Int
  ) -> Int {
    guard start &+ 1 < end, line[start] == UInt8(ascii: ".") || line[start] == UInt8(ascii: ","),
      ByteScan.isDigit(line[start &+ 1])
    else { return start }
    var at = start &+ 1
    var weight = 100
    while at < end, ByteScan.isDigit(line[at]) {
      milliseconds += Int(line[at] &- UInt8(ascii: "0")) * weight
      weight /= 10
      at &+= 1
    }
    return at
  }

  /// Reads a zone: seconds east of Greenwich and the offset after it.
  ///
  /// Known are `Z`, `+08:00`, `+0800` and `+08`, the numbers also after a space, and `UTC` or `GMT`;
  /// Go's zone name after the number is passed over.
  static func scanZone(_ line: Span<UInt8>, at start: Int, to end: Int) -> (Int, Int)? {
    var at = start
    if at < end, line[at] == UInt8(ascii: " ") { at += 1 }
    guard at < end else { return nil }
    switch line[at] {
    case UInt8(ascii: "Z") where at == start: return (0, at + 1)
    case UInt8(ascii: "U") where ByteScan.matches("UTC", line, at: at, to: end): return (0, at + 3)
    case UInt8(ascii: "G") where ByteScan.matches("GMT", line, at: at, to: end): return (0, at + 3)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): break
    default: return nil
    }
    let sign = line[at] == UInt8(ascii: "-") ? -1 : 1
    at += 1
    guard at + 2 <= end, let hours = NumberText.whole(line, at..<at + 2), hours <= 18 else {
      return nil
    }
    at += 2
    var minutes = 0
    let minuteStart = at < end && line[at] == UInt8(ascii: ":") ? at + 1 : at
    if minuteStart + 2 <= end,
      let read = NumberText.whole(line, minuteStart..<minuteStart + 2), read < 60
    {
      minutes = read
      at = minuteStart + 2
    } else if at > start + 3, minuteStart == at {
      // ` -08` alone after a space is more likely text than a zone.
      return nil
    }
    if at + 1 < end, line[at] == UInt8(ascii: " "), (65...90).contains(line[at + 1]) {
      var name = at + 1
      while name < end, (65...90).contains(line[name]) { name += 1 }
      if (3...5).contains(name - at - 1), name == end || line[name] == UInt8(ascii: " ") {
        if isZoneName(line, at + 1..<name) { at = name }
      }
    }
    return (sign * (hours * 3_600 + minutes * 60), at)
  }

  private static let months: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static let weekdays: [StaticString] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// The month whose English abbreviation stands at `start`.
  static func month(_ line: Span<UInt8>, at start: Int) -> Int? {
    guard start + 3 <= line.count else { return nil }
    for (index, name) in months.enumerated()
    where ByteScan.matches(name, line, at: start, to: start + 3) { return index + 1 }
    return nil
  }

  /// Whether the English abbreviation of a weekday stands at `start`.
  static func isWeekday(_ line: Span<UInt8>, at start: Int) -> Bool {
    guard start + 3 <= line.count else { return false }
    return weekdays.contains { ByteScan.matches($0, line, at: start, to: start + 3) }
  }

  /// Whether the capitals are a zone's name rather than a level's: `EDT`, `CST`, `UTC`.
  private static func isZoneName(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let last = range.last else { return false }
    return line[last] == UInt8(ascii: "T") || line[last] == UInt8(ascii: "C")
  }
}
