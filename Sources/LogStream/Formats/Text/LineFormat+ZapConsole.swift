extension LineFormat {
  /// zap's console lines: time, level, perhaps a logger and the caller, the message and a JSON object of
  /// fields, between tabs.
  static let zapConsole = LineFormat(name: "zap console", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let end = range.upperBound
    guard let time = context.times.scan(line, at: range.lowerBound, to: end), time.end < end,
      line[time.end] == 0x09
    else { return false }
    let levelStart = TextScan.skipColour(line, time.end + 1, end)
    let levelEnd = endOfColumn(line, levelStart, end)
    var word = levelStart..<levelEnd
    if let escape = ByteScan.first(0x1b, in: line, from: word.lowerBound, to: word.upperBound) {
      word = word.lowerBound..<escape
    }
    word = TextScan.trimmedEnd(line, word)
    guard context.levels.level(line, word) != nil else { return false }
    var message = levelEnd..<levelEnd
    var at = levelEnd
    while at < end {
      let start = TextScan.skipSpace(line, at, end)
      if start < end, line[start] == UInt8(ascii: "{"),
        context.json.read(line, start..<end, names: context.names, into: &context.found)
      {
        break
      }
      let stop = endOfColumn(line, start, end)
      // Envoy under Istio tells its thread behind the message.
      let isThread = ByteScan.matches("thread=", line, at: start, to: stop)
      if start < stop, !isThread || message.isEmpty { message = start..<stop }
      at = stop
    }
    context.found.offer(.time, range.lowerBound..<time.end)
    context.found.offer(.level, word)
    context.found.offer(.message, TextScan.trimmedEnd(line, message))
    return true
  }

  private static func endOfColumn(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    ByteScan.first(0x09, in: line, from: start, to: end) ?? end
  }
}
