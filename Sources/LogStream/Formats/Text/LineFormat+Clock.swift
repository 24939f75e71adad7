extension LineFormat {
  /// Lines with the time of day alone and a level, as Logback, Log4j and pino-pretty write them unless
  /// told otherwise: `05:20:03.123 [main] ERROR com.x.Y - text`, `[05:20:03.123] ERROR (1234): text`.
  ///
  /// The day is that of the line's reception, or the one before.
  static let clock = LineFormat(name: "text", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let end = range.upperBound
    var start = TextScan.skipColour(line, range.lowerBound, end)
    if start < end, line[start] == UInt8(ascii: "[") { start += 1 }
    var time = CivilTime()
    guard start + 12 < end, ByteScan.isDigit(line[start]),
      let after = TimeText.scanClock(line, at: start, to: end, into: &time), time.isValid,
      after < end, endsClock(line[after]),
      let level = levelWord(line, from: after + 1, to: end, context.levels)
    else { return false }
    context.time = context.times.milliseconds(ofClock: time)
    readRest(line, start..<after, end, prefix: nil, &context)
    return true
  }

  private static func endsClock(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x1b || byte == UInt8(ascii: "]")
  }
}
