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

  /// Whether all letters are small, or all are capitals; `Error: x` is an exception's text.
  private static func isUniform(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
    guard let first = word.first else { return false }
    return word.allSatisfy { line[$0] & 0x20 == line[first] & 0x20 }
  }
}
