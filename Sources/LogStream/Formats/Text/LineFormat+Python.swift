extension LineFormat {
  /// What Python's logging writes unless told otherwise, `ERROR:app.db:text`, and uvicorn, whose text
  /// begins in the eleventh column: `INFO:     10.0.0.1:52344 - "GET /ws HTTP/1.1" 403 Forbidden`.
  static let python = LineFormat(name: "Python", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let end = range.upperBound
    let start = TextScan.skipColours(line, range.lowerBound, end)
    var wordEnd = start
    while wordEnd < end, (65...90).contains(line[wordEnd]) { wordEnd += 1 }
    let level = start..<wordEnd
    let colon = TextScan.skipColours(line, wordEnd, end)
    guard (4...8).contains(level.count), colon + 2 < end, line[colon] == UInt8(ascii: ":"),
      context.levels.level(line, level) != nil
    else { return false }
    if let text = endOfLogger(line, colon + 1, end) {
      // werkzeug and aiohttp write their access lines behind it.
      let isAccess =
        text < end
        && (combined.read(line, text..<end, &context)
          || accessText.read(line, text..<end, &context))
      context.found.offer(.level, level)
      if !isAccess { offerText(line, text..<end, &context) }
      return true
    }
    let space = TextScan.skipColours(line, colon + 1, end)
    var text = TextScan.skipSpace(line, space, end)
    // Of a client behind a socket of Unix there is no address.
    if ByteScan.matches(" - \"", line, at: text - 1, to: end) { text -= 1 }
    guard text < end, text - space == 9 - level.count else { return false }
    context.found.offer(.level, level)
    if !readUvicorn(line, text..<end, &context) { offerText(line, text..<end, &context) }
    return true
  }

  /// Where the text behind a logger's name and a colon begins.
  private static func endOfLogger(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var at = start
    while at < end, at - start < 128,
      ByteScan.isLetter(line[at]) || ByteScan.isDigit(line[at]) || line[at] == UInt8(ascii: ".")
        || line[at] == UInt8(ascii: "_") || line[at] == UInt8(ascii: "-")
    { at += 1 }
    return at > start && at < end && line[at] == UInt8(ascii: ":") ? at + 1 : nil
  }

  /// The address of a client, and where it ends with its port: `2001:db8::1:52344`, without brackets, or
  /// `('10.0.0.1', 52344)`, as old versions write it.
  private static func uvicornClient(
    _ line: Span<UInt8>,
    _ range: Range<Int>
  ) -> (address: Range<Int>, end: Int) {
    let (first, end) = (range.lowerBound, range.upperBound)
    if ByteScan.matches("('", line, at: first, to: end),
      let quote = ByteScan.first(0x27, in: line, from: first + 2, to: min(end, first + 64)),
      let close = ByteScan.first(0x29, in: line, from: quote, to: min(end, quote + 12))
    {
      return (first + 2..<quote, close + 1)
    }
    let word = first..<TextScan.endOfWord(line, first, end)
    guard let colon = word.last(where: { line[$0] == UInt8(ascii: ":") }),
      NumberText.whole(line, colon + 1..<word.upperBound) != nil
    else { return (word, word.upperBound) }
    return (first..<colon, word.upperBound)
  }

  /// A request, or a WebSocket that was accepted or refused: `10.0.0.1:52344 - "WebSocket /ws" [accepted]`.
  private static func readUvicorn(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) -> Bool {
    let end = range.upperBound
    if ByteScan.matches("connection closed", line, at: range.lowerBound, to: end) {
      context.found.offer(.event, range)
      context.found.offer(.message, range)
      return true
    }
    let (address, clientEnd) = uvicornClient(line, range)
    guard ByteScan.matches(" - \"", line, at: clientEnd, to: end),
      let request = quoted(line, from: clientEnd + 2, to: end)
    else { return false }
    let verdict = TextScan.skipSpace(line, request.upperBound + 1, end)
    let status = verdict..<TextScan.endOfWord(line, verdict, end)
    if AddressText.looksLikeAddress(line, address) { context.found.offer(.address, address) }
    if ByteScan.matches("WebSocket ", line, at: request.lowerBound, to: request.upperBound) {
      context.found.offer(.path, request.lowerBound + 10..<request.upperBound)
      if ByteScan.matches("[accepted]", line, at: status.lowerBound, to: end) {
        context.found.offer(.event, status)
        context.found.offer(.message, request.lowerBound - 1..<end)
      }
    } else {
      context.found.offer(.requestLine, request)
    }
    if NumberText.whole(line, status) != nil { context.found.offer(.status, status) }
    return true
  }
}
