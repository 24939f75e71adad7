import LogModel

extension LineFormat {
  /// The console of .NET's logging: four letters of the level, a category and the event's number; the text
  /// is in the lines behind it, or behind it on a single line:
  /// `fail: Microsoft.AspNetCore.Server.Kestrel[13]`.
  static let dotnet = LineFormat(
    name: ".NET console",
    endsPanic: true,
    isFollowedByText: true,
    isExplainedByText: true
  ) { line, range, context in
    let end = range.upperBound
    let start = TextScan.skipColours(line, range.lowerBound, end)
    let colon = TextScan.skipColours(line, start + 4, end)
    guard colon + 4 < end, line[colon] == UInt8(ascii: ":"), line[colon + 1] == 0x20,
      let level = dotnetLevels.first(where: { ByteScan.matches($0.name, line, at: start, to: end) }
      ),
      let number = eventNumber(line, colon + 2, end)
    else { return false }
    context.level = level.level
    let text = TextScan.skipSpace(line, number + 1, end)
    context.found.offer(.message, (text < end ? text : colon + 2)..<end)
    return true
  }

  private static let dotnetLevels: [(name: StaticString, level: Level)] = [
    ("info", .info), ("warn", .warn), ("fail", .error), ("crit", .fatal), ("dbug", .debug),
    ("trce", .trace),
  ]

  /// Where the bracket behind `Category.Name[13` stands.
  private static func eventNumber(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let word = start..<TextScan.endOfWord(line, start, end)
    guard let open = word.last(where: { line[$0] == UInt8(ascii: "[") }), open > start,
      let close = word.last, line[close] == UInt8(ascii: "]"), ByteScan.isLetter(line[start]),
      NumberText.whole(line, open + 1..<close) != nil
    else { return nil }
    return close
  }
}
