extension LineFormat {
  /// What NATS says of a client: `[1] 2026/11/28 05:20:03.123456 [DBG] 10.0.0.1:54399 - cid:26 - Client
  /// connection closed: Client Closed`; `wid` is that of a WebSocket, `mid` one of MQTT.
  ///
  /// Other servers (`rid`, `gid`, `lid`) are no clients.
  static let nats = LineFormat(name: "text", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let (first, end) = (range.lowerBound, range.upperBound)
    guard line[first] == UInt8(ascii: "["), first + 1 < end, ByteScan.isDigit(line[first + 1]),
      let close = ByteScan.first(
        UInt8(ascii: "]"),
        in: line,
        from: first,
        to: min(end, first + 14)
      ),
      NumberText.whole(line, first + 1..<close) != nil,
      let time = context.times.scan(line, at: close + 2, to: end),
      ByteScan.matches(" [", line, at: time.end, to: end), time.end + 6 < end,
      context.levels.level(line, time.end + 2..<time.end + 5) != nil,
      let client = client(line, time.end + 7, end)
    else { return false }
    let text = client.end..<end
    context.found.offer(.level, time.end + 2..<time.end + 5)
    context.found.offer(.address, client.address)
    context.found.offer(.connection, client.connection)
    offerText(line, text, &context)
    context.found.offer(.time, close + 2..<time.end)
    if let event = connectionEvent(line, text) {
      context.found.offer(.event, event)
      if ByteScan.matches(": ", line, at: event.upperBound, to: end) {
        context.found.offer(.reason, event.upperBound + 2..<end)
      }
    }
    return true
  }

  /// Address and id of a client, and where the text behind them begins.
  private static func client(
    _ line: Span<UInt8>,
    _ start: Int,
    _ end: Int
  ) -> (address: Range<Int>, connection: Range<Int>, end: Int)? {
    guard start < end else { return nil }
    let address = start..<TextScan.endOfWord(line, start, end)
    guard ByteScan.matches(" - ", line, at: address.upperBound, to: end),
      AddressText.looksLikeAddress(line, address)
    else { return nil }
    let id = address.upperBound + 3
    let kinds: [StaticString] = ["cid:", "wid:", "mid:"]
    let connection = id..<TextScan.endOfWord(line, id, end)
    guard kinds.contains(where: { ByteScan.matches($0, line, at: id, to: end) }),
      ByteScan.matches(" - ", line, at: connection.upperBound, to: end)
    else { return nil }
    return (address, connection, connection.upperBound + 3)
  }

  /// What a text says of the whole connection: `Client connection closed`.
  private static func connectionEvent(_ line: Span<UInt8>, _ text: Range<Int>) -> Range<Int>? {
    let kind = TextScan.endOfWord(line, text.lowerBound, text.upperBound)
    let states: [StaticString] = [" connection created", " connection closed"]
    return states.first { ByteScan.matches($0, line, at: kind, to: text.upperBound) }.map {
      text.lowerBound..<kind + $0.utf8CodeUnitCount
    }
  }
}
