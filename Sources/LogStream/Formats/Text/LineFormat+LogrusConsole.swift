extension LineFormat {
  /// What logrus writes to a terminal: four letters of the level, seconds since the start or a time, the
  /// message, and pairs whose keys are coloured: `\e[31mERRO\e[0m[0012] upgrade failed   \e[31merror\e[0m=EOF`.
  static let logrusConsole = LineFormat(
    name: "logrus console",
    endsPanic: true,
    isFollowedByText: true
  ) { line, range, context in
    let end = range.upperBound
    let start = TextScan.skipColours(line, range.lowerBound, end)
    guard start + 6 < end, (start..<start + 4).allSatisfy({ (65...90).contains(line[$0]) }),
      context.levels.level(line, start..<start + 4) != nil
    else { return false }
    let open = TextScan.skipColours(line, start + 4, end)
    guard open < end, line[open] == UInt8(ascii: "["),
      let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: open, to: min(end, open + 48))
    else { return false }
    let clock = open + 1..<close
    if NumberText.whole(line, clock) == nil || clock.count > 7 {
      guard let time = context.times.scan(line, at: clock.lowerBound, to: close),
        time.end == close
      else { return false }
      context.found.offer(.time, clock)
    }
    context.found.offer(.level, start..<start + 4)
    let message = TextScan.skipSpace(line, close + 1, end)
    let messageEnd = offerColouredPairs(line, message..<end, &context)
    context.found.offer(.message, TextScan.trimmedEnd(line, message..<messageEnd), rank: 1)
    return true
  }

  /// Keeps the pairs whose keys are known; where the first one begins.
  private static func offerColouredPairs(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) -> Int {
    let end = range.upperBound
    guard let escape = ByteScan.first(0x1b, in: line, from: range.lowerBound, to: end) else {
      let first = KeyValueScan.nextKey(line, from: range.lowerBound, to: end)?.0.lowerBound ?? end
      _ = context.offerPairs(line, from: first, to: end, isStrict: true)
      return first
    }
    var at = escape
    while at < end {
      let key = TextScan.skipColours(line, at, end)
      guard key > at, let stop = ByteScan.first(0x1b, in: line, from: key, to: end) else { break }
      let sign = TextScan.skipColours(line, stop, end)
      guard sign < end, line[sign] == UInt8(ascii: "=") else { break }
      let isQuoted = sign + 1 < end && line[sign + 1] == UInt8(ascii: "\"")
      let value =
        isQuoted
        ? quoted(line, from: sign + 1, to: end) ?? sign + 2..<end
        : sign + 1..<TextScan.endOfWord(line, sign + 1, end)
      let name = context.names.number(line, at: key, count: stop - key)
      if name != 0 {
        let isEscaped = value.contains { line[$0] == UInt8(ascii: "\\") }
        context.found.offer(
          context.names[name],
          named: name,
          line,
          value,
          kind: isQuoted && isEscaped ? .escapedText : .text
        )
      }
      at = TextScan.skipSpace(line, value.upperBound + (isQuoted ? 1 : 0), end)
    }
    return escape
  }
}
