extension LineFormat {
  /// The common and combined access logs of nginx and Apache:
  /// `10.0.0.1 - bob [23/Nov/2026:06:37:57 +0000] "GET /ws HTTP/1.1" 101 42 "-" "agent"`.
  static let combined = LineFormat(name: "combined", endsPanic: true) { line, range, context in
    let end = range.upperBound
    let address = combinedAddress(line, range)
    let addressEnd = address.upperBound
    guard !address.isEmpty,
      ByteScan.isLetter(line[range.lowerBound])
        || ByteScan.isDigit(line[range.lowerBound]) || line[range.lowerBound] == UInt8(ascii: ":")
        || line[range.lowerBound] == UInt8(ascii: "-"),
      let bracket = ByteScan.first(UInt8(ascii: "["), in: line, from: addressEnd, to: end),
      bracket - addressEnd < 256,
      let time = context.times.scan(line, at: bracket + 1, to: end),
      time.end < end, line[time.end] == UInt8(ascii: "]"),
      let request = quoted(line, from: time.end + 1, to: end),
      let status = number(line, from: request.upperBound + 1, to: end)
    else { return false }
    context.found.offer(.address, address)
    context.found.offer(.time, bracket + 1..<time.end)
    context.found.offer(.requestLine, request)
    context.found.offer(.status, status)
    let sizeStart = TextScan.skipSpace(line, status.upperBound, end)
    let size = TextScan.endOfWord(line, sizeStart, end)
    guard let referrer = quoted(line, from: size, to: end),
      let agent = quoted(line, from: referrer.upperBound + 1, to: end)
    else { return true }
    if agent.count > 1 || agent.first.map({ line[$0] != UInt8(ascii: "-") }) == true {
      context.found.offer(.agent, agent, kind: .text)
    }
    if agent.upperBound + 2 < end { offerTimings(line, agent.upperBound + 1..<end, &context) }
    return true
  }

  /// Keeps the pairs behind an access line, and the duration: nginx' `$request_time` under its name, as
  /// `rt=30.004`, or bare, three decimals being its mark; Traefik's `12ms` at the end.
  static func offerTimings(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) {
    let seconds = context.names.requestTime
    var at = TextScan.skipSpace(line, range.lowerBound, range.upperBound)
    while at < range.upperBound {
      let end = TextScan.endOfWord(line, at, range.upperBound)
      let isNamed = ByteScan.matches("rt=", line, at: at, to: end)
      var value = (isNamed ? at + 3 : at)..<end
      if value.count > 2, line[value.lowerBound] == UInt8(ascii: "\"") {
        value = value.lowerBound + 1..<value.upperBound - 1
      }
      let number = NumberText.scan(line, at: value.lowerBound, to: value.upperBound)
      if let number, number.end == value.upperBound, number.isFractional,
        isNamed || value.count > 4 && line[value.upperBound - 4] == UInt8(ascii: "."),
        seconds != 0
      {
        context.found.offer(.latency, value, name: seconds, rank: 1)
        break
      }
      if end == range.upperBound, let number, number.end + 2 == end,
        ByteScan.matches("ms", line, at: number.end, to: end)
      {
        context.found.offer(.latency, at..<end)
      }
      at = TextScan.skipSpace(line, end, range.upperBound)
    }
    _ = context.offerPairs(line, from: range.lowerBound, to: range.upperBound, isStrict: true)
  }

  /// The first word, or the second one behind the name of a virtual host.
  private static func combinedAddress(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let first = range.lowerBound..<TextScan.endOfWord(line, range.lowerBound, range.upperBound)
    guard !AddressText.looksLikeAddress(line, first) else { return first }
    let start = TextScan.skipSpace(line, first.upperBound, range.upperBound)
    let second = start..<TextScan.endOfWord(line, start, range.upperBound)
    return AddressText.looksLikeAddress(line, second) ? second : first
  }

  /// The inside of the quoted text after spaces; a backslash hides a quote.
  static func quoted(_ line: Span<UInt8>, from start: Int, to end: Int) -> Range<Int>? {
    let open = TextScan.skipSpace(line, start, end)
    guard open < end, line[open] == UInt8(ascii: "\"") else { return nil }
    var at = open + 1
    while at < end, line[at] != UInt8(ascii: "\"") {
      at += line[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return at < end ? open + 1..<at : nil
  }

  private static func number(_ line: Span<UInt8>, from start: Int, to end: Int) -> Range<Int>? {
    let first = TextScan.skipSpace(line, start, end)
    let after = TextScan.endOfWord(line, first, end)
    return NumberText.whole(line, first..<after) == nil ? nil : first..<after
  }
}
