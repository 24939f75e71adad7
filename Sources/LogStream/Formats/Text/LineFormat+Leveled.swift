extension LineFormat {
  /// A level and a colon without a time, `error: no route`, as winston and small programs write them; only
  /// where the line can continue nothing.
  static let leveled = LineFormat(name: "text", endsPanic: false) { line, range, context in
    let end = range.upperBound
    let start = TextScan.skipColours(line, range.lowerBound, end)
    var wordEnd = start
    while wordEnd < end, ByteScan.isLetter(line[wordEnd]) { wordEnd += 1 }
    let word = start..<wordEnd
    let colon = TextScan.skipColours(line, wordEnd, end)
    guard (4...8).contains(word.count), colon + 2 < end, line[colon] == UInt8(ascii: ":"),
      line[colon + 1] == 0x20, isUniform(line, word), context.levels.level(line, word) != nil,
      !isEveryday(line, word)
    else { return false }
    context.found.offer(.level, word)
    offerText(line, TextScan.skipSpace(line, colon + 1, end)..<end, &context)
    return true
  }

  /// Text that has no time but the one that its wrapper gives: `ERROR no route`, `[main] INFO ready`.
  static let timedByWrapper = LineFormat(name: "text", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    guard levelWord(line, from: range.lowerBound, to: range.upperBound, context.levels) != nil
    else {
      return false
    }
    readUntimed(line, range, &context)
    return true
  }

  /// Whether a text begins with a level in brackets or capitals, as no line of a stack trace does.
  static func leadsWithLevel(_ line: Span<UInt8>, _ range: Range<Int>, _ levels: LevelNames) -> Bool
  {
    let end = range.upperBound
    var start = TextScan.skipColours(line, range.lowerBound, end)
    let isBracketed = start < end && line[start] == UInt8(ascii: "[")
    if isBracketed { start = TextScan.skipColours(line, start + 1, end) }
    var wordEnd = start
    while wordEnd < end, ByteScan.isLetter(line[wordEnd]) { wordEnd += 1 }
    let word = start..<wordEnd
    return word.count >= 3 && levels.level(line, word) != nil
      && (isBracketed || word.allSatisfy { line[$0] & 0x20 == 0 })
  }

  /// Whether all letters are small, or all are capitals; `Error: x` is an exception's text.
  private static func isUniform(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
    guard let first = word.first else { return false }
    return word.allSatisfy { line[$0] & 0x20 == line[first] & 0x20 }
  }
}
