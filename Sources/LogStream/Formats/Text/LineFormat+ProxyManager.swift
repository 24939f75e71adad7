extension LineFormat {
  /// The access lines of Nginx Proxy Manager, with a cache's verdict and an upstream's status or without:
  /// `[23/Nov/2026:06:37:57 +0000] - 200 200 - GET https host "/ws" [Client 10.0.0.1] [Length 42]
  /// [Gzip -] [Sent-to gw] "agent" "-"`.
  static let proxyManager = LineFormat(name: "Nginx Proxy Manager", endsPanic: true) {
    line,
    range,
    context in
    let end = range.upperBound
    guard line[range.lowerBound] == UInt8(ascii: "["),
      let time = context.times.scan(line, at: range.lowerBound + 1, to: end),
      time.end < end, line[time.end] == UInt8(ascii: "]"),
      let quote = ByteScan.first(UInt8(ascii: "\""), in: line, from: time.end, to: end),
      let path = quoted(line, from: quote, to: end),
      let address = client(line, behind: path.upperBound + 1, end),
      let request = request(line, time.end + 1, quote)
    else { return false }
    context.found.offer(.time, range.lowerBound + 1..<time.end)
    context.found.offer(.address, address)
    context.found.offer(.method, request.method)
    context.found.offer(.path, path)
    context.found.offer(.status, request.status)
    let behind = ByteScan.first(UInt8(ascii: "\""), in: line, from: address.upperBound, to: end)
    if let behind, let agent = quoted(line, from: behind, to: end), agent.count > 1 {
      context.found.offer(.agent, agent)
    }
    return true
  }

  /// The address in `[Client 10.0.0.1]`.
  private static func client(_ line: Span<UInt8>, behind start: Int, _ end: Int) -> Range<Int>? {
    let mark = TextScan.skipSpace(line, start, end)
    guard ByteScan.matches("[Client ", line, at: mark, to: end),
      let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: mark, to: end)
    else { return nil }
    return mark + 8..<close
  }

  /// Status and method in `- 404 200 - GET https host`, which ends before the quoted path.
  private static func request(
    _ line: Span<UInt8>,
    _ start: Int,
    _ end: Int
  ) -> (status: Range<Int>, method: Range<Int>)? {
    var words: [Range<Int>] = []
    var at = TextScan.skipSpace(line, start, end)
    while at < end, words.count < 8 {
      let word = at..<TextScan.endOfWord(line, at, end)
      words.append(word)
      at = TextScan.skipSpace(line, word.upperBound, end)
    }
    guard at >= end, words.count >= 5 else { return nil }
    let (status, dash, method) = (words.count - 5, words.count - 4, words.count - 3)
    guard line[words[dash].lowerBound] == UInt8(ascii: "-"),
      NumberText.whole(line, words[status]).map((100...599).contains) == true
    else { return nil }
    return (words[status], words[method])
  }
}
