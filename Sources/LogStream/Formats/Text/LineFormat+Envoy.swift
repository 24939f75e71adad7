extension LineFormat {
  /// Envoy's access lines, Istio's too: `[2026-11-28T05:20:03.123Z] "GET /ws HTTP/1.1" 503 UF 0 91 30001 -
  /// "10.0.0.1" "agent" "trace" "host" "upstream"`.
  static let envoy = LineFormat(name: "Envoy", endsPanic: true) { line, range, context in
    let end = range.upperBound
    guard line[range.lowerBound] == UInt8(ascii: "["),
      let time = context.times.scan(line, at: range.lowerBound + 1, to: end),
      ByteScan.matches("] \"", line, at: time.end, to: end),
      let request = quoted(line, from: time.end + 1, to: end)
    else { return false }
    var words = wordsAndTexts(line, request.upperBound + 1, end)
    guard words.count >= 10, NumberText.whole(line, words[0]) != nil, isFlags(line, words[1]) else {
      return false
    }
    let (status, flags) = (words[0], words[1])
    words.removeFirst(2)
    let reason = words[0]
    // Istio tells details, and in quotes what failed below HTTP.
    if NumberText.whole(line, words[0]) == nil { words.removeFirst(3) }
    guard words.count >= 8, NumberText.whole(line, words[2]) != nil else { return false }
    context.found.offer(.time, range.lowerBound + 1..<time.end)
    context.found.offer(.requestLine, request)
    context.found.offer(.status, status)
    context.found.offer(.responseFlags, flags)
    context.found.offer(.latency, words[2], name: context.names.number("duration_ms"))
    if flags.count > 1 {
      let isDetail = reason.count > 1 && NumberText.whole(line, reason) == nil
      context.found.offer(.reason, isDetail ? reason : flags)
    }
    let client = words[4].count > 1 || words.count < 13 ? words[4] : words[12]
    if AddressText.looksLikeAddress(line, client) { context.found.offer(.address, client) }
    if words[5].count > 1 { context.found.offer(.agent, words[5]) }
    if words[6].count > 1 { context.found.offer(.trace, words[6], rank: 2) }
    return true
  }

  /// Envoy's own log: `[2026-11-28 05:20:03.123][12][error][upstream] [source/x.cc:141] text`.
  static let envoyLog = LineFormat(name: "Envoy", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let end = range.upperBound
    guard line[range.lowerBound] == UInt8(ascii: "["),
      let time = context.times.scan(line, at: range.lowerBound + 1, to: end),
      ByteScan.matches("][", line, at: time.end, to: end)
    else { return false }
    var level: Range<Int>?
    var at = time.end + 1
    while at < end, line[at] == UInt8(ascii: "["),
      let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: at, to: min(end, at + 200))
    {
      if level == nil, context.levels.level(line, at + 1..<close) != nil { level = at + 1..<close }
      let next = TextScan.skipSpace(line, close + 1, end)
      // Behind a space only the place in the source is no part of the text.
      let isPlace =
        ByteScan.matches("[source/", line, at: next, to: end)
        || ByteScan.matches("[./source/", line, at: next, to: end)
        || ByteScan.matches("[external/", line, at: next, to: end)
      at = next
      guard next == close + 1 || isPlace else { break }
    }
    guard let level else { return false }
    context.found.offer(.level, level)
    offerText(line, at..<end, &context)
    context.found.offer(.time, range.lowerBound + 1..<time.end)
    return true
  }

  /// Envoy's flags of a response, such as `UF,URX`, or `-`.
  private static func isFlags(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
    guard word.count > 1 else { return word.first.map { line[$0] } == UInt8(ascii: "-") }
    return word.count <= 40
      && word.allSatisfy { (65...90).contains(line[$0]) || line[$0] == UInt8(ascii: ",") }
  }

  /// The words of a range; a text in quotes is one word.
  private static func wordsAndTexts(
    _ line: Span<UInt8>,
    _ start: Int,
    _ end: Int
  ) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var at = TextScan.skipSpace(line, start, end)
    while at < end, words.count < 20 {
      if let text = quoted(line, from: at, to: end) {
        words.append(text)
        at = TextScan.skipSpace(line, text.upperBound + 1, end)
      } else {
        words.append(at..<TextScan.endOfWord(line, at, end))
        at = TextScan.skipSpace(line, words[words.count - 1].upperBound, end)
      }
    }
    return words
  }
}
