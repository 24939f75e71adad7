extension ParsedLine.Text {
  /// The text as a range of the line's offsets.
  var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

  /// The text as a range of the block in which its line fills `line`.
  @inline(__always)
  func range(in line: Range<Int>) -> Range<Int> {
    let first = line.lowerBound &+ Int(start)
    return first..<first &+ Int(length)
  }

  /// The text that fills a range.
  init(_ range: Range<Int>, isEscaped: Bool = false) {
    self.init(
      start: Int32(truncatingIfNeeded: range.lowerBound),
      length: Int32(truncatingIfNeeded: range.count),
      isEscaped: isEscaped
    )
  }

  /// Appends the decoded bytes of the text, which stands in `line`; escapes are resolved.
  func append(from line: Span<UInt8>, to bytes: inout [UInt8]) {
    guard isEscaped else {
      for index in range { bytes.append(line[index]) }
      return
    }
    guard isEscapedTwice else {
      JSONText.decode(line, range, into: &bytes)
      return
    }
    var once: [UInt8] = []
    JSONText.decode(line, range, into: &once)
    JSONText.decode(once.span, 0..<once.count, into: &bytes)
  }

  /// The text as a string; invalid UTF-8 shows as U+FFFD.
  func string(from line: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(length))
    append(from: line, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
