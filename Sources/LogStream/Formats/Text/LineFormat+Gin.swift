extension LineFormat {
  /// Gin's access line: `[GIN] 2026/11/23 - 06:37:57 | 200 | 209µs | 127.0.0.22 | GET "/path"`, with
  /// or without colours, also after other output on the same line.
  static let gin = LineFormat(name: "gin", endsPanic: true) { line, range, context in
    guard let start = ginStart(line, range) else { return false }
    let end = range.upperBound
    let timeStart = TextScan.skipColour(line, start + 5, end)
    guard let time = context.times.scan(line, at: timeStart, to: end) else { return false }
    var columns = InlineArray<4, Range<Int>>(repeating: 0..<0)
    var at = time.end
    for index in 0..<4 {
      guard let bar = ByteScan.first(UInt8(ascii: "|"), in: line, from: at, to: end) else {
        return false
      }
      let first = TextScan.skipColour(line, bar + 1, end)
      at = first
      while at < end, line[at] != UInt8(ascii: "|"), line[at] != 0x1b, index < 3 { at += 1 }
      columns[index] = TextScan.trimmedEnd(line, first..<(index < 3 ? at : end))
    }
    guard NumberText.whole(line, columns[0]) != nil else { return false }
    let methodEnd = ginWordEnd(line, columns[3])
    let target = TextScan.skipColour(line, methodEnd, end)
    context.found.offer(.time, timeStart..<time.end)
    context.found.offer(.status, columns[0])
    context.found.offer(.latency, columns[1])
    context.found.offer(.address, columns[2])
    context.found.offer(.method, columns[3].lowerBound..<methodEnd)
    context.found.offer(.path, ginTarget(line, target..<end))
    return true
  }

  /// Gin's notes about itself, as `[GIN-debug] [WARNING] Running in "debug" mode`.
  static let ginDebug = LineFormat(name: "gin", endsPanic: true) { line, range, context in
    let end = range.upperBound
    let start = TextScan.skipColour(line, range.lowerBound, end)
    guard ByteScan.matches("[GIN-debug]", line, at: start, to: end) else { return false }
    var at = TextScan.skipSpace(line, start + 11, end)
    context.found.offer(.level, start + 5..<start + 10)
    if at < end, line[at] == UInt8(ascii: "["),
      let bracket = ByteScan.first(UInt8(ascii: "]"), in: line, from: at, to: end),
      context.levels.level(line, at + 1..<bracket) != nil
    {
      context.found.offer(.level, at + 1..<bracket)
      at = TextScan.skipSpace(line, bracket + 1, end)
    }
    context.found.offer(.message, at..<end)
    return true
  }

  /// Where `[GIN] ` stands: at the start, or behind what the same terminal line already held.
  private static func ginStart(_ line: Span<UInt8>, _ range: Range<Int>) -> Int? {
    if ByteScan.matches("[GIN] ", line, at: range.lowerBound, to: range.upperBound) {
      return range.lowerBound
    }
    guard line[range.lowerBound] != UInt8(ascii: "{") else { return nil }
    let limit = min(range.upperBound, range.lowerBound + 256)
    var at = range.lowerBound
    while let bracket = ByteScan.first(UInt8(ascii: "["), in: line, from: at, to: limit) {
      if ByteScan.matches("[GIN] ", line, at: bracket, to: range.upperBound) { return bracket }
      at = bracket + 1
    }
    return nil
  }

  private static func ginWordEnd(_ line: Span<UInt8>, _ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound, ByteScan.isLetter(line[at]) { at += 1 }
    return at
  }

  /// The target without its quotes; older versions of gin do not quote it.
  private static func ginTarget(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard range.count >= 2, line[range.lowerBound] == UInt8(ascii: "\"") else { return range }
    let inside = range.lowerBound + 1..<range.upperBound
    let end = ByteScan.first(
      UInt8(ascii: "\""),
      in: line,
      from: inside.lowerBound,
      to: inside.upperBound
    )
    return inside.lowerBound..<(end ?? inside.upperBound)
  }
}
