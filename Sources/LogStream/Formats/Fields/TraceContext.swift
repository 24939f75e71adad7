/// Where the ids of trace, span and parent stand in one text that holds them all.
struct TraceContext: Sendable {
  /// The trace's id.
  var trace: Range<Int>
  /// The span's id; empty where the text has none.
  var span = 0..<0
  /// The id of the span that caused it; empty where the text has none.
  var parent = 0..<0

  /// Reads W3C's `traceparent` (`00-TRACE-SPAN-01`), B3's single header (`TRACE-SPAN-1-PARENT`), Jaeger's
  /// `uber-trace-id` (`TRACE:SPAN:PARENT:1`), Google's `TRACE/SPAN;o=1` and `projects/P/traces/TRACE`.
  init(_ line: Span<UInt8>, _ range: Range<Int>) {
    trace = range
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for at in range where Self.isSeparator(line[at]) {
      parts.append(start..<at)
      start = at + 1
    }
    parts.append(start..<range.upperBound)
    guard parts.count > 1 else { return }
    if ByteScan.matches("projects/", line, at: range.lowerBound, to: range.upperBound) {
      trace = start..<range.upperBound
      return
    }
    // A number of two digits before the trace is the version of W3C's format.
    if parts[0].count == 2, parts.count >= 4 { parts.removeFirst() }
    trace = parts[0]
    span = parts[1]
    guard parts.count >= 4 else { return }
    let isJaeger = line[parts[1].upperBound] == UInt8(ascii: ":")
    parent = isJaeger ? parts[2] : parts[3]
    if parent.count < 2 { parent = 0..<0 }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: ";")
  }
}

extension FoundFields {
  /// What the text that holds several ids says, nil where the line has none.
  func traceContext(_ line: Span<UInt8>) -> TraceContext? {
    let value = self[.traceContext]
    if !value.isAbsent, value.kind != .number { return TraceContext(line, value.range) }
    let trace = self[.trace]
    let isWhole = trace.length == 55 && line[trace.range.lowerBound + 2] == UInt8(ascii: "-")
    return isWhole ? TraceContext(line, trace.range) : nil
  }
}
