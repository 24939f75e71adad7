extension LineFormat {
  /// nginx' error log: `2026/11/23 06:37:57 [error] 31#31: *5 connect() failed, client: 10.0.0.1,
  /// server: _, request: "GET /ws HTTP/1.1", upstream: "…", host: "…"`.
  static let nginxError = LineFormat(name: "nginx error", endsPanic: true) { line, range, context in
    let end = range.upperBound
    guard let time = context.times.scan(line, at: range.lowerBound, to: end),
      time.end + 2 < end, line[time.end] == 0x20, line[time.end + 1] == UInt8(ascii: "["),
      let bracket = ByteScan.first(UInt8(ascii: "]"), in: line, from: time.end, to: end),
      let hash = ByteScan.first(
        UInt8(ascii: "#"),
        in: line,
        from: bracket,
        to: min(end, bracket + 16)
      ),
      NumberText.whole(line, bracket + 2..<hash) != nil,
      let colon = ByteScan.first(UInt8(ascii: ":"), in: line, from: hash, to: min(end, hash + 16))
    else { return false }
    context.found.offer(.time, range.lowerBound..<time.end)
    context.found.offer(.level, time.end + 2..<bracket)
    var start = TextScan.skipSpace(line, colon + 1, end)
    if start < end, line[start] == UInt8(ascii: "*") {
      let stop = TextScan.endOfWord(line, start, end)
      context.found.offer(.connection, start + 1..<stop)
      start = TextScan.skipSpace(line, stop, end)
    }
    var messageEnd = end
    for (name, slot) in nginxFields {
      guard let value = nginxValue(name, line, from: start, to: end) else { continue }
      messageEnd = min(messageEnd, value.name)
      if let slot { context.found.offer(slot, value.range) }
    }
    context.found.offer(.message, start..<messageEnd)
    return true
  }

  private static let nginxFields: [(StaticString, FieldSlot?)] = [
    (", client: ", .address), (", server: ", nil), (", request: \"", .requestLine),
    (", upstream: \"", nil), (", host: \"", nil),
  ]

  /// The value behind a name, and where the name begins.
  private static func nginxValue(
    _ name: StaticString,
    _ line: Span<UInt8>,
    from start: Int,
    to end: Int
  ) -> (name: Int, range: Range<Int>)? {
    var at = start
    while let comma = ByteScan.first(UInt8(ascii: ","), in: line, from: at, to: end) {
      guard ByteScan.matches(name, line, at: comma, to: end) else {
        at = comma + 1
        continue
      }
      let value = comma + name.utf8CodeUnitCount
      let isQuoted = line[value - 1] == UInt8(ascii: "\"")
      let mark = isQuoted ? UInt8(ascii: "\"") : UInt8(ascii: ",")
      return (comma, value..<(ByteScan.first(mark, in: line, from: value, to: end) ?? end))
    }
    return nil
  }

  /// Apache's error log: `[Wed Oct 11 14:32:52.123456 2000] [core:error] [pid 35708:tid 4328] [client
  /// 10.0.0.1:3344] AH00128: File does not exist`.
  static let apacheError = LineFormat(name: "Apache error", endsPanic: true, isFollowedByText: true)
  { line, range, context in
    let end = range.upperBound
    guard line[range.lowerBound] == UInt8(ascii: "["),
      let time = context.times.scan(line, at: range.lowerBound + 1, to: end),
      time.end + 2 < end, line[time.end] == UInt8(ascii: "]")
    else { return false }
    var at = TextScan.skipSpace(line, time.end + 1, end)
    var level: Range<Int>?
    var address: Range<Int>?
    while at < end, line[at] == UInt8(ascii: "["),
      let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: at, to: min(end, at + 80))
    {
      if ByteScan.matches("[client ", line, at: at, to: close) {
        address = at + 8..<close
      } else if level == nil {
        let colon = ByteScan.first(UInt8(ascii: ":"), in: line, from: at, to: close)
        let word = (colon ?? at) + 1..<close
        guard context.levels.level(line, word) != nil else { break }
        level = word
      }
      at = TextScan.skipSpace(line, close + 1, end)
    }
    guard let level else { return false }
    if address == nil { address = laterClient(line, at..<end) }
    context.found.offer(.time, range.lowerBound + 1..<time.end)
    context.found.offer(.level, level)
    if let address { context.found.offer(.address, address) }
    context.found.offer(.message, at..<end)
    return true
  }

  /// The address behind the text of a system's error: `(111)Connection refused: [client 10.0.0.1:3344]`.
  private static func laterClient(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    let limit = min(range.upperBound, range.lowerBound + 256)
    guard range.lowerBound < limit, line[range.lowerBound] == UInt8(ascii: "("),
      let open = ByteScan.first(UInt8(ascii: "["), in: line, from: range.lowerBound, to: limit),
      let close = ByteScan.first(UInt8(ascii: "]"), in: line, from: open, to: limit)
    else { return nil }
    let names: [StaticString] = ["[client ", "[remote "]
    let name = names.first { ByteScan.matches($0, line, at: open, to: close) }
    return name.map { open + $0.utf8CodeUnitCount..<close }
  }
}
