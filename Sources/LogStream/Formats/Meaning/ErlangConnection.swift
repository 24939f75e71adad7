/// The connection that a message of RabbitMQ or ejabberd speaks of: `closing AMQP connection <0.731.0>
/// (10.0.0.1:49954 -> 10.0.0.2:5672)`, `Accepted connection 10.0.0.1:51810 -> 10.0.0.2:5222`.
enum ErlangConnection {
  /// Fills connection and address from the message, where the record names none.
  static func read(_ line: Span<UInt8>, into parsed: inout ParsedLine) {
    let message = parsed.message.range
    let end = min(message.upperBound, message.lowerBound + 300)
    guard parsed.address.isEmpty, !parsed.message.isEmpty,
      let arrow = arrow(line, message.lowerBound, end)
    else { return }
    var start = arrow
    while start > message.lowerBound, line[start - 1] > 0x20, line[start - 1] != UInt8(ascii: "(") {
      start -= 1
    }
    let host = AddressText.host(line, start..<arrow)
    guard AddressText.looksLikeAddress(line, host) else { return }
    parsed.address = ParsedLine.Text(host, isEscaped: parsed.message.isEscaped)
    guard parsed.connection.isEmpty else { return }
    var close = start
    while close > message.lowerBound, line[close - 1] != UInt8(ascii: ">") { close -= 1 }
    var open = close
    while open > message.lowerBound, line[open] != UInt8(ascii: "<") { open -= 1 }
    guard close - open >= 7, ByteScan.matches("<0.", line, at: open, to: close),
      ByteScan.matches("connection ", line, at: open - 11, to: close)
    else { return }
    parsed.connection = ParsedLine.Text(open..<close, isEscaped: parsed.message.isEscaped)
  }

  /// Where ` -> ` stands.
  private static func arrow(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var at = start
    while let found = ByteScan.first(UInt8(ascii: ">"), in: line, from: at, to: end) {
      if found - 2 > start, line[found - 1] == UInt8(ascii: "-"), line[found - 2] == 0x20 {
        return found - 2
      }
      at = found + 1
    }
    return nil
  }
}
