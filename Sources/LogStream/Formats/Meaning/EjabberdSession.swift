/// What ejabberd says of a client's session, behind the process and its place in the source or without them:
/// `<0.19067.3>@ejabberd_c2s:process_auth_result/3:268 (tls|<0.19067.3>) Accepted c2s PLAIN authentication
/// for u7@im by mnesia backend from ::ffff:10.0.0.1`.
enum EjabberdSession {
  /// What a line tells.
  enum Kind {
    /// A connection was accepted, whoever will use it.
    case accepted
    /// A client's session began.
    case opened
    /// It ended, which the text says in words of its own: `Connection failed: connection closed`.
    case closed
    /// Something else of a session.
    case other
  }

  /// Whether a message begins as such lines do.
  @inline(__always)
  static func mayBegin(_ line: Span<UInt8>, _ message: ParsedLine.Text) -> Bool {
    guard message.length > 0 else { return false }
    let first = line[Int(message.start)]
    return first == UInt8(ascii: "<") || first == UInt8(ascii: "(")
  }

  /// Fills connection, user and address from the message, where the record names none; nil where it is of
  /// another form.
  static func read(_ line: Span<UInt8>, into parsed: inout ParsedLine) -> Kind? {
    let (first, end) = (parsed.message.range.lowerBound, parsed.message.range.upperBound)
    guard first < end, let (handle, text) = parts(line, first, end) else { return nil }
    let isEscaped = parsed.message.isEscaped
    func take(_ range: Range<Int>?, as field: WritableKeyPath<ParsedLine, ParsedLine.Text>) {
      guard let range, !range.isEmpty, parsed[keyPath: field].isEmpty else { return }
      parsed[keyPath: field] = ParsedLine.Text(range, isEscaped: isEscaped)
    }
    if ByteScan.matches("Accepted connection ", line, at: text, to: end) {
      take(process(line, handle), as: \.connection)
      return .accepted
    }
    let kinds: [(StaticString, Kind)] = [
      ("Opened c2s session for ", .opened), ("Opened session for ", .opened),
      ("Closing c2s session for ", .closed), ("Close session for ", .closed),
      ("Accepted c2s ", .other), ("Failed c2s ", .other), ("Accepted authentication for ", .other),
      ("Failed authentication for ", .other),
    ]
    guard let kind = kinds.first(where: { ByteScan.matches($0.0, line, at: text, to: end) })?.1
    else {
      return nil
    }
    take(process(line, handle), as: \.connection)
    take(word(behind: " for ", line, text, end), as: \.user)
    if let address = word(behind: " from ", line, text, end),
      AddressText.looksLikeAddress(line, address)
    {
      take(AddressText.host(line, address), as: \.address)
    }
    return kind
  }

  /// What stands in parentheses before the text, and where the text begins.
  private static func parts(
    _ line: Span<UInt8>,
    _ first: Int,
    _ end: Int
  ) -> (handle: Range<Int>, text: Int)? {
    var at = first
    if line[first] == UInt8(ascii: "<") {
      at = TextScan.skipSpace(line, TextScan.endOfWord(line, first, end), end)
      guard ByteScan.contains("@ejabberd_", line, from: first, to: at) else { return nil }
    }
    guard at < end, line[at] == UInt8(ascii: "(") else { return nil }
    var close = at
    while let next = ByteScan.first(
      UInt8(ascii: ")"),
      in: line,
      from: close,
      to: min(end, at + 400)
    ) {
      if ByteScan.matches(") ", line, at: next, to: end) { return (at + 1..<next, next + 2) }
      close = next + 1
    }
    return nil
  }

  /// The last Erlang process of `tls|<0.19067.3>`.
  private static func process(_ line: Span<UInt8>, _ handle: Range<Int>) -> Range<Int>? {
    guard let open = handle.last(where: { line[$0] == UInt8(ascii: "<") }),
      open == handle.lowerBound || !ByteScan.isLetter(line[open - 1]),
      let close = ByteScan.first(UInt8(ascii: ">"), in: line, from: open, to: handle.upperBound)
    else { return nil }
    return open..<close + 1
  }

  /// The word behind a word, without the colon at its end.
  private static func word(
    behind mark: StaticString,
    _ line: Span<UInt8>,
    _ start: Int,
    _ end: Int
  ) -> Range<Int>? {
    let mark = (start..<end).first { ByteScan.matches(mark, line, at: $0, to: end) }
      .map { $0 + mark.utf8CodeUnitCount }
    guard let mark else { return nil }
    let word = mark..<TextScan.endOfWord(line, mark, end)
    return word.last.map { line[$0] } == UInt8(ascii: ":") ? word.dropLast() : word
  }
}
