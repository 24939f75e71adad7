import LogModel

extension LineFormat {
  /// What HAProxy says of its servers, at the start of a line or behind syslog's prefix, and its notes on
  /// standard error: `Server im/gw1 is DOWN, reason: Layer4 timeout, check duration: 2001ms.`,
  /// `[ALERT] 331/052003 (8) : backend 'im' has no server available!`.
  static let haproxy = LineFormat(name: "HAProxy", endsPanic: false) { line, range, context in
    let end = range.upperBound
    if line[range.lowerBound] == UInt8(ascii: "["), let note = note(line, range, context.levels) {
      context.time = note.day.flatMap { dayTime(line, $0, &context.times) }
      context.found.offer(.message, note.text)
      // A server that is down is told as a warning, which is too little.
      let level = context.levels.level(line, note.level) ?? .unknown
      context.level = max(level, stateLevel(line, note.text) ?? .unknown)
      offerReason(line, note.text, &context)
      return true
    }
    guard let level = stateLevel(line, range) else { return false }
    context.level = level
    context.found.offer(.message, range)
    offerReason(line, range, &context)
    return true
  }

  /// A line about a connection rather than a request: `10.0.0.1:52344 [28/Nov/2026:05:20:03.123] im
  /// be/gw1 1/0/5007 212 -- 1/1/0/0/0 0/0`, `10.0.0.1:52344 [28/Nov/2026:05:20:03.123] im/1: SSL handshake
  /// failure`.
  static let haproxyConnection = LineFormat(name: "HAProxy", endsPanic: false) {
    line,
    range,
    context in
    let end = range.upperBound
    let address = range.lowerBound..<TextScan.endOfWord(line, range.lowerBound, end)
    guard ByteScan.matches(" [", line, at: address.upperBound, to: end),
      AddressText.looksLikeAddress(line, address), address.upperBound + 2 < end,
      let time = context.times.scan(line, at: address.upperBound + 2, to: end),
      ByteScan.matches("] ", line, at: time.end, to: end)
    else { return false }
    context.found.offer(.address, address)
    context.found.offer(.time, address.upperBound + 2..<time.end)
    let text = TextScan.skipSpace(line, time.end + 1, end)..<end
    context.found.offer(.message, text)
    offerConnection(line, text, &context)
    return true
  }

  /// Keeps how a connection ended and how long it was, of `frontend backend/server Tw/Tc/Tt bytes state …`.
  private static func offerConnection(
    _ line: Span<UInt8>,
    _ text: Range<Int>,
    _ context: inout FormatContext
  ) {
    var words: [Range<Int>] = []
    var at = text.lowerBound
    while at < text.upperBound, words.count < 5 {
      words.append(at..<TextScan.endOfWord(line, at, text.upperBound))
      at = TextScan.skipSpace(line, words[words.count - 1].upperBound, text.upperBound)
    }
    guard words.count == 5, words[4].count == 2, NumberText.whole(line, words[3]) != nil,
      let slash = words[2].last(where: { line[$0] == UInt8(ascii: "/") }),
      NumberText.whole(line, slash + 1..<words[2].upperBound) != nil
    else { return }
    context.found.offer(
      .latency,
      slash + 1..<words[2].upperBound,
      name: context.names.number("latency_ms")
    )
    if line[words[4].lowerBound] != UInt8(ascii: "-") { context.found.offer(.reason, words[4]) }
    if words[1].count > 8, endsWith("<NOSRV>", line, words[1]) { context.level = .error }
  }

  /// Level, day and text of `[WARNING] 331/052003 (8) : text`.
  private static func note(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ levels: LevelNames
  ) -> (level: Range<Int>, day: Range<Int>?, text: Range<Int>)? {
    let (first, end) = (range.lowerBound, range.upperBound)
    guard
      let close = ByteScan.first(
        UInt8(ascii: "]"),
        in: line,
        from: first,
        to: min(end, first + 12)
      ),
      close > first + 1, (first + 1..<close).allSatisfy({ (65...90).contains(line[$0]) }),
      levels.level(line, first + 1..<close) != nil
    else { return nil }
    var at = TextScan.skipSpace(line, close + 1, end)
    var day: Range<Int>?
    if at + 10 < end, line[at + 3] == UInt8(ascii: "/"), line[at + 10] == 0x20 {
      day = at..<at + 10
      at = TextScan.skipSpace(line, at + 10, end)
    }
    guard at < end, line[at] == UInt8(ascii: "("),
      let process = ByteScan.first(UInt8(ascii: ")"), in: line, from: at, to: min(end, at + 12)),
      NumberText.whole(line, at + 1..<process) != nil,
      ByteScan.matches(" : ", line, at: process + 1, to: end)
    else { return nil }
    return (first + 1..<close, day, process + 4..<end)
  }

  /// The time of `331/052003`: the day of the year, counted from 0, and the time of day.
  private static func dayTime(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ times: inout TimeText
  ) -> Int64? {
    let first = range.lowerBound
    guard let day = NumberText.whole(line, first..<first + 3), day < 366,
      let hour = NumberText.whole(line, first + 4..<first + 6), hour < 24,
      let minute = NumberText.whole(line, first + 6..<first + 8), minute < 60,
      let second = NumberText.whole(line, first + 8..<first + 10), second <= 60
    else { return nil }
    var time = CivilTime(year: CivilTime.year(ofMilliseconds: times.receivedAt), day: day + 1)
    (time.hour, time.minute, time.second) = (hour, minute, second)
    let found = times.milliseconds(of: time)
    guard found > times.receivedAt &+ 86_400_000 else { return found }
    time.year -= 1
    return times.milliseconds(of: time)
  }

  /// How bad it is what the text says of a server or a backend; nil where it is about something else.
  private static func stateLevel(_ line: Span<UInt8>, _ text: Range<Int>) -> Level? {
    let (first, end) = (text.lowerBound, text.upperBound)
    if endsWith(" has no server available!", line, text) { return .fatal }
    let names: [StaticString] = ["Server ", "Backup Server ", "Health check for server "]
    guard let name = names.first(where: { ByteScan.matches($0, line, at: first, to: end) }) else {
      return nil
    }
    let server = first + name.utf8CodeUnitCount
    let serverEnd = TextScan.endOfWord(line, server, end)
    guard (server..<serverEnd).contains(where: { line[$0] == UInt8(ascii: "/") }) else {
      return nil
    }
    let states: [(StaticString, Level)] = [
      (" is DOWN", .error), (" is UP", .info), (" is going DOWN", .warn), (" failed,", .warn),
      (" succeeded,", .info), (" is stopping", .warn),
    ]
    return states.first { ByteScan.matches($0.0, line, at: serverEnd, to: end) }?.1
  }

  /// Keeps why a server's state changed.
  private static func offerReason(
    _ line: Span<UInt8>,
    _ text: Range<Int>,
    _ context: inout FormatContext
  ) {
    guard let mark = place(of: ", reason: ", line, text) else { return }
    let reason = mark + ", reason: ".utf8.count..<text.upperBound
    context.found.offer(
      .reason,
      reason.lowerBound..<(place(of: ", check duration", line, reason) ?? reason.upperBound)
    )
  }

  private static func place(
    of mark: StaticString,
    _ line: Span<UInt8>,
    _ range: Range<Int>
  ) -> Int? {
    range.first { ByteScan.matches(mark, line, at: $0, to: range.upperBound) }
  }

  private static func endsWith(
    _ end: StaticString,
    _ line: Span<UInt8>,
    _ range: Range<Int>
  ) -> Bool {
    let start = range.upperBound - end.utf8CodeUnitCount
    return start > range.lowerBound && ByteScan.matches(end, line, at: start, to: range.upperBound)
  }
}
