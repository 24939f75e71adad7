extension ParsedLine.Text {
  /// The text as a range of the line's offsets.
  var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

  /// The text as a range of the block in which its line fills `line`.
  @inline(__always)
  func range(in line: Range<Int>) -> Range<Int> {
    let first = line.lowerBound &+ Int(start)
    return first..<first &+ Int(length)
  }

  /// The same text from an offset of the line on.
  func suffix(from start: Int) -> ParsedLine.Text {
    var text = self
    text.start = Int32(truncatingIfNeeded: start)
    text.length = Int32(truncatingIfNeeded: max(0, range.upperBound - start))
    return text
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
      decodeOnce(line, into: &bytes)
      return
    }
    var once: [UInt8] = []
    decodeOnce(line, into: &once)
    JSONText.decode(once.span, 0..<once.count, into: &bytes)
  }

  private func decodeOnce(_ line: Span<UInt8>, into bytes: inout [UInt8]) {
    if isByteList {
      JSONText.decodeList(line, range, into: &bytes)
    } else {
      JSONText.decode(line, range, into: &bytes)
    }
  }

  /// The text as a string; invalid UTF-8 shows as U+FFFD.
  func string(from line: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(length))
    append(from: line, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
