import LogModel

extension LineFormat {
  /// PostgreSQL's log behind prefixes of all kinds, and behind syslog's: `2026-11-28 05:20:03.123 UTC [12]
  /// im@chat ERROR:  text`; details, hints and statements go on with the record before them.
  static let postgres = LineFormat(name: "PostgreSQL", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let end = range.upperBound
    let start = behindNumber(line, range)
    guard start < end, line[start] <= UInt8(ascii: "Z"), mayHoldSeverity(line, start, end),
      case let time = context.times.scan(line, at: start, to: end),
      let mark = severity(line, time?.end ?? start, end, isAlone: time == nil)
    else { return false }
    let text = TextScan.skipSpace(line, mark.word.upperBound + 1, end)..<end
    if let time { context.found.offer(.time, start..<time.end) }
    context.found.offer(.message, text)
    // Its clients are services.
    context.tellsNoEvent = true
    guard let level = mark.level else {
      context.isContinuation = true
      if ByteScan.matches("DETAIL", line, at: mark.word.lowerBound, to: end) {
        context.found.offer(.reason, text)
      }
      return true
    }
    context.level = level
    let duration = text.lowerBound + 10
    if ByteScan.matches("duration: ", line, at: text.lowerBound, to: end),
      let found = DurationText.scan(line, at: duration, to: end)
    {
      context.found.offer(.latency, duration..<found.end)
    }
    if let time { offerSession(line, time.end..<mark.word.lowerBound, &context) }
    offerPeer(line, text, &context)
    return true
  }

  /// A severity stands in so many bytes.
  private static let severityLimit = 300

  private static let severities: [(name: StaticString, level: Level?)] = [
    ("LOG", .info), ("ERROR", .error), ("DETAIL", nil), ("STATEMENT", nil), ("HINT", nil),
    ("CONTEXT", nil), ("QUERY", nil), ("LOCATION", nil), ("FATAL", .fatal), ("PANIC", .fatal),
    ("WARNING", .warn), ("NOTICE", .info), ("INFO", .info), ("DEBUG1", .debug),
    ("DEBUG2", .debug), ("DEBUG3", .trace), ("DEBUG4", .trace), ("DEBUG5", .trace),
  ]

  /// Whether a colon has two spaces or the end behind it, the colons of a time left out.
  private static func mayHoldSeverity(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var at = ByteScan.isDigit(line[start]) ? start + 19 : start
    let limit = min(end, start + severityLimit)
    while let colon = ByteScan.first(UInt8(ascii: ":"), in: line, from: at, to: limit) {
      at = colon + 1
      if at == end || line[at] == 0x20 && at + 1 < end && line[at + 1] == 0x20 { return true }
    }
    return false
  }

  /// The offset behind the number that PostgreSQL gives its lines in syslog: `[7-1] `.
  private static func behindNumber(_ line: Span<UInt8>, _ range: Range<Int>) -> Int {
    let (first, end) = (range.lowerBound, range.upperBound)
    guard line[first] == UInt8(ascii: "["),
      let close = ByteScan.first(
        UInt8(ascii: "]"),
        in: line,
        from: first,
        to: min(end, first + 24)
      ),
      let dash = ByteScan.first(UInt8(ascii: "-"), in: line, from: first, to: close),
      NumberText.whole(line, first + 1..<dash) != nil,
      NumberText.whole(line, dash + 1..<close) != nil
    else { return first }
    return TextScan.skipSpace(line, close + 1, end)
  }

  /// The word before the first colon that has two spaces or the line's end behind it, where it is a severity; level nil says that
  /// the line tells more of the record before it.
  ///
  /// Words that other programs use too count behind a process or a session only. Without a time the word
  /// stands `isAlone` at the start.
  private static func severity(
    _ line: Span<UInt8>,
    _ start: Int,
    _ end: Int,
    isAlone: Bool
  ) -> (word: Range<Int>, level: Level?)? {
    let limit = min(end, start + severityLimit)
    var at = start
    while let colon = ByteScan.first(UInt8(ascii: ":"), in: line, from: at, to: limit) {
      at = colon + 1
      guard at == end || ByteScan.matches("  ", line, at: at, to: end) else { continue }
      var word = colon
      while word > start, (65...90).contains(line[word - 1]) || ByteScan.isDigit(line[word - 1]) {
        word -= 1
      }
      let row = severities.first {
        $0.name.utf8CodeUnitCount == colon - word
          && ByteScan.matches($0.name, line, at: word, to: colon)
      }
      guard let row, !isAlone || word == start else { return nil }
      let isOwn = row.level == nil || colon - word == 3
      let isBehindSession = (start..<word).contains {
        line[$0] == UInt8(ascii: "@") || line[$0] == UInt8(ascii: "[")
      }
      let isClose = !isAlone && TextScan.skipSpace(line, start, word) == word
      // uvicorn has more spaces.
      let isTold = at + 2 < end && line[at + 2] != 0x20
      return isOwn || isTold && (isBehindSession || isClose) ? (word..<colon, row.level) : nil
    }
    return nil
  }

  /// Keeps user and address of a prefix: `im@chat`, `user=im,client=10.0.0.1`, `10.0.0.1(5000):im@chat:`.
  private static func offerSession(
    _ line: Span<UInt8>,
    _ prefix: Range<Int>,
    _ context: inout FormatContext
  ) {
    var at = prefix.lowerBound
    while at < prefix.upperBound {
      let start = at
      while at < prefix.upperBound, line[at] > 0x20, line[at] != UInt8(ascii: ","),
        line[at] != UInt8(ascii: "("),
        line[at] != UInt8(ascii: ":") || line[prefix.lowerBound] != UInt8(ascii: ":")
      { at += 1 }
      offerSession(line, word: start..<at, &context)
      at += 1
    }
  }

  private static func offerSession(
    _ line: Span<UInt8>,
    word: Range<Int>,
    _ context: inout FormatContext
  ) {
    guard let first = word.first, line[first] != UInt8(ascii: "[") else { return }
    let sign = ByteScan.first(UInt8(ascii: "="), in: line, from: first, to: word.upperBound)
    let value = (sign.map { $0 + 1 } ?? first)..<word.upperBound
    if AddressText.looksLikeAddress(line, value) {
      context.found.offer(.address, value)
    } else if sign != nil, ByteScan.matches("user=", line, at: first, to: word.upperBound) {
      if !value.isEmpty, line[value.lowerBound] != UInt8(ascii: "[") {
        context.found.offer(.user, value)
      }
    } else if let mark = ByteScan.first(
      0x40,
      in: line,
      from: value.lowerBound,
      to: value.upperBound
    ),
      mark > value.lowerBound
    {
      context.found.offer(.user, value.lowerBound..<mark)
    }
  }

  /// Keeps the client of `connection received: host=10.0.0.1 port=5000`, `disconnection: session time:
  /// 0:00:02.112 user=im database=chat host=10.0.0.1 port=5000`.
  private static func offerPeer(
    _ line: Span<UInt8>,
    _ text: Range<Int>,
    _ context: inout FormatContext
  ) {
    guard
      ByteScan.matches("connection ", line, at: text.lowerBound, to: text.upperBound)
        || ByteScan.matches("disconnection: ", line, at: text.lowerBound, to: text.upperBound)
    else { return }
    var scan = KeyValueScan(from: text.lowerBound, to: text.upperBound, isStrict: true)
    while let pair = scan.next(line) {
      if ByteScan.matches("user=", line, at: pair.key.lowerBound, to: text.upperBound) {
        context.found.offer(.user, pair.value)
      } else if ByteScan.matches("host=", line, at: pair.key.lowerBound, to: text.upperBound),
        AddressText.looksLikeAddress(line, pair.value)
      {
        context.found.offer(.address, pair.value)
      }
    }
  }
}
