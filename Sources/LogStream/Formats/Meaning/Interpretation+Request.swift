extension Interpretation {
  /// Fills method and path; the target's whole range, query included.
  func readRequest(
    _ line: Span<UInt8>,
    _ found: FoundFields,
    into parsed: inout ParsedLine
  ) -> Range<Int> {
    var method = found[.method].isAbsent ? 0..<0 : found[.method].range
    var target = found[.path].isAbsent ? 0..<0 : found[.path].range
    var isEscaped = found[.path].kind == .escapedText
    let request = found[.requestLine]
    if !request.isAbsent, target.isEmpty, request.kind != .number {
      let (verb, rest) = Self.splitRequestLine(line, request.range)
      if method.isEmpty { method = verb }
      // A greeting of TLS on a port without TLS is no request line.
      let isRequest = rest.first.map { line[$0] == UInt8(ascii: "/") } ?? false
      target = isRequest || Self.isMethod(line, verb) ? rest : 0..<0
      isEscaped = request.kind == .escapedText
    }
    if Self.isMethod(line, method) { parsed.method = ParsedLine.Text(method) }
    if found[.path].kind == .number { return 0..<0 }
    parsed.path = ParsedLine.Text(Self.path(line, target), isEscaped: isEscaped)
    return target
  }

  /// The status of a response, 0 where there is none; words and other numbers are none.
  static func status(_ line: Span<UInt8>, _ found: FoundFields) -> UInt16 {
    for slot in [FieldSlot.status, .code] {
      let value = found[slot]
      guard !value.isAbsent, let number = NumberText.whole(line, value.range),
        (100...599).contains(number)
      else { continue }
      return UInt16(number)
    }
    return 0
  }

  /// The path inside a target: without scheme and host, query and fragment.
  static func path(_ line: Span<UInt8>, _ target: Range<Int>) -> Range<Int> {
    var start = target.lowerBound
    if start < target.upperBound, line[start] != UInt8(ascii: "/"),
      let colon = ByteScan.first(
        UInt8(ascii: ":"),
        in: line,
        from: start,
        to: min(target.upperBound, start + 8)
      ),
      ByteScan.matches("://", line, at: colon, to: target.upperBound)
    {
      start =
        ByteScan.first(UInt8(ascii: "/"), in: line, from: colon + 3, to: target.upperBound)
        ?? target.upperBound
    }
    let end = ByteScan.first(
      of: UInt8(ascii: "?"),
      UInt8(ascii: "#"),
      UInt8(ascii: "#"),
      in: line,
      from: start,
      to: target.upperBound
    )
    return start..<end
  }

  /// Method and target of `GET /ws?x=1 HTTP/1.1`.
  private static func splitRequestLine(
    _ line: Span<UInt8>,
    _ range: Range<Int>
  )
    -> (method: Range<Int>, target: Range<Int>)
  {
    let verbEnd = TextScan.endOfWord(line, range.lowerBound, range.upperBound)
    guard verbEnd < range.upperBound else { return (0..<0, 0..<0) }
    let start = TextScan.skipSpace(line, verbEnd, range.upperBound)
    return (
      range.lowerBound..<verbEnd, start..<TextScan.endOfWord(line, start, range.upperBound)
    )
  }

  /// Whether the text is an HTTP method rather than a function's name.
  private static func isMethod(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard (3...16).contains(range.count) else { return false }
    for index in range where !ByteScan.isLetter(line[index]) && line[index] != UInt8(ascii: "-") {
      return false
    }
    return true
  }
}
