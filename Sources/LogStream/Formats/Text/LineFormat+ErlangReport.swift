import LogModel

extension LineFormat {
  /// A report of Erlang's: `=ERROR REPORT==== 28-Nov-2026::05:20:03.123456 ===`; what happened is in the
  /// lines behind it.
  static let erlangReport = LineFormat(
    name: "Erlang report",
    endsPanic: true,
    isFollowedByText: true,
    isExplainedByText: true
  ) { line, range, context in
    let (first, end) = (range.lowerBound, range.upperBound)
    guard line[first] == UInt8(ascii: "="), let space = wordEnd(line, first + 1, end),
      ByteScan.matches(" REPORT==== ", line, at: space, to: end),
      let time = context.times.scan(line, at: space + 12, to: end)
    else { return false }
    let kinds: [(StaticString, Level)] = [
      ("ERROR", .error), ("CRASH", .error), ("SUPERVISOR", .error), ("WARNING", .warn),
      ("CRITICAL", .fatal), ("DEBUG", .debug),
    ]
    context.level =
      kinds.first { ByteScan.matches($0.0, line, at: first + 1, to: end) }?.1 ?? .info
    context.found.offer(.time, space + 12..<time.end)
    context.found.offer(.message, first + 1..<space + 7)
    return true
  }

  /// Where a word in capitals ends.
  private static func wordEnd(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var at = start
    while at < end, (65...90).contains(line[at]) { at += 1 }
    return at > start && at < end ? at : nil
  }
}
