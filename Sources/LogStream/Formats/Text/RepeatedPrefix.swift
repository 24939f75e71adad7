/// Recognises that a line's time, level and process are those of the line before it, as RabbitMQ writes
/// them before every line of one event.
struct RepeatedPrefix: Sendable {
  private var hash: UInt64 = 0
  /// Whether the line before ends a connection, whose reason the next one gives.
  private(set) var expectsReason = false

  /// Whether a line with such a prefix has come, which others may repeat.
  var isOpen: Bool { hash != 0 }

  /// Forgets the line before.
  mutating func forget() {
    hash = 0
    expectsReason = false
  }

  /// Notes whether the line with the prefix ends a connection without a reason.
  mutating func note(endsWithoutReason: Bool) { expectsReason = endsWithoutReason }

  /// Whether the prefix from `first` to the end of the Erlang process at `process` (`<0.734.0>`) is that
  /// of the line before; nil where there is no process, or it names its place in the source as ejabberd's
  /// does, whose events have one line: `<0.734.0>@ejabberd_c2s:init/1`.
  ///
  /// It is remembered.
  mutating func isRepeated(_ line: Span<UInt8>, _ first: Int, _ process: Int, _ end: Int) -> Bool? {
    var at = process + 1
    while at < end, ByteScan.isDigit(line[at]) || line[at] == UInt8(ascii: ".") { at += 1 }
    guard at < end, at - process >= 6, line[at] == UInt8(ascii: ">"),
      at + 1 == end || line[at + 1] != UInt8(ascii: "@")
    else { return nil }
    let found = ByteHash.of(line.extracting(first..<at))
    defer { hash = found }
    return hash == found
  }
}
