extension LineFormat {
  /// The request that Synapse's message tells of: `GET-1- 10.0.0.1 - 8008 - {@u:im} Processed request:
  /// 20.004sec/-18.002sec (…) 0B 499! "GET /_matrix/client/sync HTTP/1.1" "agent" [0 dbevts]`.
  ///
  /// The first number is the time until the answer was ready; `!` says that the client had gone.
  static func readSynapse(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) -> Bool {
    let end = range.upperBound
    guard let brace = endOfSynapseUser(line, range),
      let quote = ByteScan.first(UInt8(ascii: "\""), in: line, from: brace, to: end),
      let request = quoted(line, from: quote, to: end)
    else { return false }
    let statusEnd = TextScan.trimmedEnd(line, brace..<quote).upperBound
    var status = statusEnd
    while status > brace, line[status - 1] > 0x20 { status -= 1 }
    let digits = (status..<statusEnd).filter { ByteScan.isDigit(line[$0]) }
    guard let first = digits.first, let last = digits.last else { return false }
    context.found.offer(.status, first..<last + 1)
    context.found.offer(.requestLine, request)
    let duration = brace + 21
    let durationEnd =
      ByteScan.first(UInt8(ascii: "/"), in: line, from: duration, to: quote)
      ?? TextScan.endOfWord(line, duration, quote)
    context.found.offer(
      .latency,
      duration..<min(durationEnd, TextScan.endOfWord(line, duration, quote))
    )
    if let agent = quoted(line, from: request.upperBound + 1, to: end), agent.count > 1 {
      context.found.offer(.agent, agent)
    }
    context.found.offer(.message, TextScan.trimmedEnd(line, range), rank: 1)
    offerAddress(line, range.lowerBound..<brace, &context)
    return true
  }

  /// Keeps status and duration of the request that Synapse's JSON tells of in its `log`, where quotes are
  /// escaped: `Processed request: 0.004sec/0.001sec (…) 12B 200 \"GET /_matrix HTTP/1.1\"`.
  static func offerSynapse(
    _ line: Span<UInt8>,
    _ text: RawValue,
    _ context: inout FormatContext
  ) {
    let (start, end) = (text.range.lowerBound, text.range.upperBound)
    let duration = start + 19
    guard ByteScan.matches("Processed request: ", line, at: start, to: end),
      let quote = ByteScan.first(UInt8(ascii: "\""), in: line, from: duration, to: end),
      let slash = ByteScan.first(UInt8(ascii: "/"), in: line, from: duration, to: quote)
    else { return }
    var last = quote - 1
    while last > duration, !ByteScan.isDigit(line[last - 1]) { last -= 1 }
    var first = last
    while first > duration, ByteScan.isDigit(line[first - 1]) { first -= 1 }
    context.found.offer(.status, first..<last)
    context.found.offer(.latency, duration..<slash)
  }

  /// Where the user's brace before `Processed request:` stands.
  static func endOfSynapseUser(_ line: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard let brace = ByteScan.first(UInt8(ascii: "}"), in: line, from: start, to: end),
      ByteScan.matches("} Processed request: ", line, at: brace, to: end)
    else { return nil }
    return brace
  }

  /// The word that looks like an address.
  private static func offerAddress(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) {
    var at = range.lowerBound
    while at < range.upperBound {
      let start = TextScan.skipSpace(line, at, range.upperBound)
      let end = TextScan.endOfWord(line, start, range.upperBound)
      if AddressText.looksLikeAddress(line, start..<end) {
        return context.found.offer(.address, start..<end)
      }
      at = max(end, at + 1)
    }
  }
}
