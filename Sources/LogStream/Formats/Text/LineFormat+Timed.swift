extension LineFormat {
  /// Any line that starts with a time, mostly followed by a level, a message and `key=value` pairs:
  /// `2026/11/23 06:38:51 [WARN] ws upgrade failed error=... client_ip=127.0.0.9`.
  static let timed = LineFormat(name: "text", endsPanic: true) { line, range, context in
    let end = range.upperBound
    var start = TextScan.skipColour(line, range.lowerBound, end)
    if start < end, line[start] == UInt8(ascii: "[") { start += 1 }
    guard let time = context.times.scan(line, at: start, to: end) else { return false }
    var at = time.end
    // A number that happens to look like an epoch is no time unless it stands alone.
    guard at == end || !ByteScan.isLetter(line[at]) && !ByteScan.isDigit(line[at]) else {
      return false
    }
    if at < end, line[at] == UInt8(ascii: "]") { at += 1 }
    context.found.offer(.time, start..<time.end)
    if let tabbed = tabbedLevel(line, from: at, to: end, context.levels) {
      context.found.offer(.level, tabbed.level)
      if isSession(line, tabbed.name) { context.found.offer(.connection, tabbed.name) }
      at = tabbed.level.upperBound
    } else if let level = levelWord(line, from: at, to: end, context.levels) {
      context.found.offer(.level, level.word)
      at = level.end
    }
    at = skipSeparators(line, at, end)
    let firstKey = KeyValueScan.nextKey(line, from: at, to: end)
    let messageEnd = firstKey?.0.lowerBound ?? end
    context.found.offer(.message, TextScan.trimmedEnd(line, at..<messageEnd), rank: 1)
    _ = context.offerPairs(line, from: messageEnd, to: end, isStrict: false)
    return true
  }

  /// A name and a level between tabs, as Prosody has them: `c2s564f3ab69250<TAB>info<TAB>`.
  private static func tabbedLevel(
    _ line: Span<UInt8>,
    from start: Int,
    to end: Int,
    _ levels: LevelNames
  ) -> (name: Range<Int>, level: Range<Int>)? {
    var nameStart = start
    while nameStart < end, line[nameStart] == 0x20 { nameStart += 1 }
    guard let first = ByteScan.first(0x09, in: line, from: nameStart, to: min(end, nameStart + 80)),
      let second = ByteScan.first(0x09, in: line, from: first + 1, to: min(end, first + 14)),
      levels.level(line, first + 1..<second) != nil
    else { return nil }
    return (nameStart..<first, first + 1..<second)
  }

  /// Whether a name is that of a session with a client: `c2s` and a number, hexadecimal.
  private static func isSession(_ line: Span<UInt8>, _ name: Range<Int>) -> Bool {
    guard ByteScan.matches("c2s", line, at: name.lowerBound, to: name.upperBound) else {
      return false
    }
    let number = name.dropFirst(3)
    return number.count >= 4
      && number.allSatisfy { Character(Unicode.Scalar(line[$0])).isHexDigit }
  }

  /// The first word after the time that names a level: in brackets or capitals, or right behind.
  private static func levelWord(
    _ line: Span<UInt8>,
    from start: Int,
    to end: Int,
    _ levels: LevelNames
  ) -> (word: Range<Int>, end: Int)? {
    var at = start
    for position in 0..<6 {
      at = skipSeparators(line, at, end)
      guard at < end else { return nil }
      let wordEnd = TextScan.endOfWord(line, at, end)
      var word = at..<wordEnd
      while let first = word.first, !ByteScan.isLetter(line[first]) {
        word = word.dropFirst()
      }
      while let last = word.last, !ByteScan.isLetter(line[last]) { word = word.dropLast() }
      let isMarked =
        position == 0 || word.lowerBound > at && line[at] == UInt8(ascii: "[")
        || word.allSatisfy { (65...90).contains(line[$0]) }
      if isMarked, word.count >= 3, word.count <= 13, levels.level(line, word) != nil {
        return (word, wordEnd)
      }
      at = wordEnd
    }
    return nil
  }

  private static func skipSeparators(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = TextScan.skipColour(line, start, end)
    while at < end {
      let isSeparator =
        line[at] == UInt8(ascii: "-") || line[at] == UInt8(ascii: "|")
        || line[at] == UInt8(ascii: ":")
      guard isSeparator, at + 1 == end || line[at + 1] == 0x20 else { return at }
      at = TextScan.skipColour(line, at + 1, end)
    }
    return at
  }
}
