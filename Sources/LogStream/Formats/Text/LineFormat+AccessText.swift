extension LineFormat {
  /// An access line of any make: a time, and in quotes a request's first line, with its status behind
  /// it (or before it, as HAProxy has it) and an address somewhere.
  static let accessText = LineFormat(name: "access log", endsPanic: true) { line, range, context in
    guard let request = requestLine(line, range), endOfSynapseUser(line, range) == nil,
      let time = findTime(line, range.lowerBound..<request.lowerBound, &context.times),
      case let behind = status(line, after: request.upperBound + 1, range.upperBound),
      let status = behind ?? lastStatus(line, time.upperBound..<request.lowerBound - 1)
    else { return false }
    context.found.offer(.time, time)
    context.found.offer(.requestLine, request)
    if isBadRequest(line, request) { context.found.offer(.message, request) }
    context.found.offer(.status, status)
    if behind == nil {
      offerTimers(line, time.upperBound..<status.lowerBound, &context)
      offerTermination(line, status.upperBound..<request.lowerBound - 1, &context)
    }
    var at = range.lowerBound
    while at < range.upperBound {
      var start = TextScan.skipSpace(line, at, range.upperBound)
      let wordEnd = TextScan.endOfWord(line, start, range.upperBound)
      var end = wordEnd
      if start < end, line[start] == UInt8(ascii: "\"") { start += 1 }
      while end > start, line[end - 1] == UInt8(ascii: "\"") || line[end - 1] == UInt8(ascii: ",") {
        end -= 1
      }
      if start < end, start < time.lowerBound || start >= time.upperBound,
        AddressText.looksLikeAddress(line, start..<end)
      {
        context.found.offer(.address, start..<end)
        break
      }
      at = max(wordEnd, at + 1)
    }
    let rest = (request.upperBound + 1, range.upperBound)
    if let agent = quotedAgent(line, rest.0, rest.1) ?? bareAgent(line, rest.0, rest.1) {
      context.found.offer(.agent, agent)
    }
    return true
  }

  /// Keeps the reason for which HAProxy ended a request before its end, of `221 - - sH-- 1/1/0/0/0 0/0`.
  private static func offerTermination(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) {
    var word = range.lowerBound..<range.lowerBound
    for _ in 0..<4 {
      let start = TextScan.skipSpace(line, word.upperBound, range.upperBound)
      word = start..<TextScan.endOfWord(line, start, range.upperBound)
    }
    guard word.count == 4, ByteScan.isLetter(line[word.lowerBound]) else { return }
    context.found.offer(.reason, word)
  }

  /// Keeps the whole duration of HAProxy's timers before the status, in milliseconds, and that until the
  /// server answered, -1 where it did not: `10/0/30/69/109`.
  private static func offerTimers(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) {
    let end = TextScan.trimmedEnd(line, range).upperBound
    var start = end
    while start > range.lowerBound, line[start - 1] > 0x20 { start -= 1 }
    let slashes = (start..<end).filter { line[$0] == UInt8(ascii: "/") }
    guard slashes.count == 4, var last = slashes.last.map({ $0 + 1 }) else { return }
    if last < end, line[last] == UInt8(ascii: "+") { last += 1 }
    guard NumberText.whole(line, last..<end) != nil else { return }
    context.found.offer(.latency, last..<end, name: context.names.number("latency_ms"))
    context.found.offer(.answerTime, slashes[2] + 1..<slashes[3])
  }

  /// The first time in a range, which no longer number may imitate.
  static func findTime(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ times: inout TimeText
  )
    -> Range<Int>?
  {
    for at in range
      .lowerBound..<max(range.lowerBound, min(range.upperBound - 14, range.lowerBound + 128))
    where at == range.lowerBound
      || !ByteScan.isLetter(line[at - 1]) && !ByteScan.isDigit(line[at - 1])
    {
      guard ByteScan.isDigit(line[at]) || ByteScan.isLetter(line[at]),
        let time = times.scan(line, at: at, to: range.upperBound), time.end - at >= 15
      else { continue }
      return at..<time.end
    }
    return nil
  }

  /// The inside of the first quotes that hold `METHOD target HTTP/version`.
  private static func requestLine(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var at = range.lowerBound
    for _ in 0..<4 {
      guard
        let quote = ByteScan.first(UInt8(ascii: "\""), in: line, from: at, to: range.upperBound),
        let inside = quoted(line, from: quote, to: range.upperBound)
      else { return nil }
      let verb = TextScan.endOfWord(line, inside.lowerBound, inside.upperBound)
      let isVerb =
        (3...16).contains(verb - inside.lowerBound)
        && (inside.lowerBound..<verb).allSatisfy { (65...90).contains(line[$0]) }
      var version = inside.upperBound
      while version > verb, line[version - 1] != 0x20 { version -= 1 }
      if isVerb && ByteScan.matches("HTTP/", line, at: version, to: inside.upperBound)
        || isBadRequest(line, inside)
      {
        return inside
      }
      at = inside.upperBound + 1
    }
    return nil
  }

  /// Whether HAProxy could not read the request.
  private static func isBadRequest(_ line: Span<UInt8>, _ request: Range<Int>) -> Bool {
    request.count == 8
      && ByteScan.matches("<BADREQ>", line, at: request.lowerBound, to: request.upperBound)
  }

  /// The first word behind the request that is a status.
  static func status(_ line: Span<UInt8>, after start: Int, _ end: Int) -> Range<Int>? {
    let first = TextScan.skipSpace(line, start, end)
    let word = first..<TextScan.endOfWord(line, first, end)
    return NumberText.whole(line, word).map((100...599).contains) == true ? word : nil
  }

  /// The last word of a range that is a status.
  private static func lastStatus(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var at = range.lowerBound
    var found: Range<Int>?
    while at < range.upperBound, found == nil {
      let first = TextScan.skipSpace(line, at, range.upperBound)
      found = status(line, after: first, range.upperBound)
      at = max(TextScan.endOfWord(line, first, range.upperBound), at + 1)
    }
    return found
  }

  /// What follows numbers and a referrer, without quotes, to the end: `207 125 440 - curl/8.0`.
  private static func bareAgent(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    var word = start..<start
    var numbers = -1
    repeat {
      let first = TextScan.skipSpace(line, word.upperBound, end)
      word = first..<TextScan.endOfWord(line, first, end)
      numbers += 1
    } while NumberText.whole(line, word) != nil
    let first = TextScan.skipSpace(line, word.upperBound, end)
    guard numbers > 1, !word.isEmpty, first < end, ByteScan.isLetter(line[first]),
      word.count == 1 && line[word.lowerBound] == UInt8(ascii: "-")
        || ByteScan.matches("http", line, at: word.lowerBound, to: end)
    else { return nil }
    return TextScan.trimmedEnd(line, first..<end)
  }

  /// The first text in quotes that is no referrer and no address.
  private static func quotedAgent(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    var at = start
    while let quote = ByteScan.first(UInt8(ascii: "\""), in: line, from: at, to: end),
      let inside = quoted(line, from: quote, to: end)
    {
      let isAgent =
        inside.count > 3 && !ByteScan.matches("http", line, at: inside.lowerBound, to: end)
        && !AddressText.looksLikeAddress(line, inside)
      if isAgent { return inside }
      at = inside.upperBound + 1
    }
    return nil
  }
}
