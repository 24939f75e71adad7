extension LineFormat {
  /// Where the text begins that stands behind the process and the thread which Spring Boot names:
  /// `74205 --- [chat] [nio-8080-exec-1] [803b…-3425…] o.s.Logger : text`; nil where it names none.
  ///
  /// The ids of trace and span that stand there are kept: those of Sleuth, `[chat,803b…,3425…]`, stand before
  /// the process.
  static func springText(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ context: inout FormatContext
  ) -> Int? {
    let end = range.upperBound
    var at = TextScan.skipColour(line, range.lowerBound, end)
    let first = bracketed(line, at, end)
    if let first { at = TextScan.skipColour(line, first.upperBound + 1, end) }
    let process = at
    while at < end, ByteScan.isDigit(line[at]) { at += 1 }
    let dashes = TextScan.skipColour(line, at, end)
    guard at > process, ByteScan.matches("---", line, at: dashes, to: end) else { return nil }
    at = TextScan.skipColour(line, dashes + 3, end)
    guard bracketed(line, at, end) != nil else { return nil }
    if let first { offerIDs(line, first, UInt8(ascii: ","), &context) }
    while let part = bracketed(line, at, end) {
      offerIDs(line, part, UInt8(ascii: "-"), &context)
      at = TextScan.skipColour(line, part.upperBound + 1, end)
    }
    return at
  }

  /// The inside of brackets.
  private static func bracketed(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    guard start < end, line[start] == UInt8(ascii: "["),
      let close = ByteScan.first(
        UInt8(ascii: "]"),
        in: line,
        from: start,
        to: min(end, start + 200)
      )
    else { return nil }
    return start + 1..<close
  }

  /// Keeps two ids, hexadecimal, at the end of a text.
  private static func offerIDs(
    _ line: Span<UInt8>,
    _ text: Range<Int>,
    _ separator: UInt8,
    _ context: inout FormatContext
  ) {
    guard text.count >= 33 else { return }
    let span = text.suffix(16)
    let split = span.lowerBound - 1
    var trace = split
    while trace > text.lowerBound, Character(Unicode.Scalar(line[trace - 1])).isHexDigit {
      trace -= 1
    }
    guard line[split] == separator, [16, 32].contains(split - trace),
      span.allSatisfy({ Character(Unicode.Scalar(line[$0])).isHexDigit })
    else { return }
    context.found.offer(.trace, trace..<split)
    context.found.offer(.span, span)
  }
}
