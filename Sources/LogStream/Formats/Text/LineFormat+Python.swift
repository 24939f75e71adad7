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
    let text = TextScan.skipSpace(line, space, end)
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
    let address = range.lowerBound..<TextScan.endOfWord(line, range.lowerBound, end)
    guard ByteScan.matches(" - \"", line, at: address.upperBound, to: end),
      let request = quoted(line, from: address.upperBound + 2, to: end)
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
