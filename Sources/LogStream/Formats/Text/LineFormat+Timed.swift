extension LineFormat {
  /// Any line that starts with a time, mostly followed by a level, a message and `key=value` pairs:
  /// `2026/11/23 06:38:51 [WARN] ws upgrade failed error=... client_ip=127.0.0.9`.
  static let timed = LineFormat(name: "text", endsPanic: true, isFollowedByText: true) {
    line,
    range,
    context in
    let end = range.upperBound
    var start = TextScan.skipColour(line, range.lowerBound, end)
    if start < end, isOpening(line[start]) { start += 1 }
    guard let time = context.times.scan(line, at: start, to: end),
      // A number that happens to look like an epoch is no time unless it stands alone.
      time.end == end || !ByteScan.isLetter(line[time.end]) && !ByteScan.isDigit(line[time.end])
    else { return false }
    readRest(line, start..<time.end, end, prefix: nil, &context)
    return true
  }

  /// A line that has its time behind a name, a number or a level: `[1] 2020/10/06 18:12:14.620983 [INF]
  /// ready`, `INFO   | jvm 1 | 2015/04/28 18:40:00 | started`.
  static let lateTimed = LineFormat(
    name: "text",
    endsPanic: false,
    isFollowedByText: true,
    isLate: true
  ) { line, range, context in
    guard let time = findTime(line, range, &context.times) else { return false }
    let start = TextScan.skipColours(line, range.lowerBound, range.upperBound)
    if ByteScan.matches("[Recovery]", line, at: start, to: time.lowerBound) {
      context.found.offer(.time, time)
      context.found.offer(.message, start..<range.upperBound)
      return true
    }
    let prefix = range.lowerBound..<time.lowerBound
    readRest(line, time, range.upperBound, prefix: prefix, &context)
    return true
  }

  /// Fills in what stands around a time: level, message and pairs.
  static func readRest(
    _ line: Span<UInt8>,
    _ time: Range<Int>,
    _ end: Int,
    prefix: Range<Int>?,
    _ context: inout FormatContext
  ) {
    var at = time.upperBound
    if at < end, isClosing(line[at]) { at += 1 }
    // No pair in the text overrides the time that leads the line.
    defer { context.found.offer(.time, time) }
    if let tabbed = tabbedLevel(line, from: at, to: end, context.levels) {
      context.found.offer(.level, tabbed.level)
      if isSession(line, tabbed.name) { context.found.offer(.connection, tabbed.name) }
      at = tabbed.level.upperBound
    } else if let level = levelWord(line, from: at, to: end, context.levels) {
      context.found.offer(.level, level.word)
      at = level.end
    } else if let level = prefix.flatMap({ prefixLevel(line, $0, context.levels) }) {
      context.found.offer(.level, level)
    }
    at = skipSeparators(line, at, end)
    if readSynapse(line, at..<end, &context) || context.offerColonPairs(line, at..<end) { return }
    let text = springText(line, at..<end, &context) ?? afterProcess(line, at, end)
    offerText(line, text..<end, &context)
  }

  /// Keeps a message and the pairs behind it.
  ///
  /// Words behind a value stay in the message, and so do pairs where there is nothing else and the line
  /// is no request.
  static func offerText(_ line: Span<UInt8>, _ range: Range<Int>, _ context: inout FormatContext) {
    let (start, end) = (range.lowerBound, range.upperBound)
    // A pair in brackets before the text, as Kafka's `[KafkaServer id=1]`, does not end it.
    let isBracketed = start < end && line[start] == UInt8(ascii: "[")
    let close =
      isBracketed
      ? ByteScan.first(UInt8(ascii: "]"), in: line, from: start, to: min(end, start + 160)) : nil
    let firstKey = KeyValueScan.nextKey(line, from: close ?? start, to: end)
    let messageEnd = firstKey?.0.lowerBound ?? end
    let message = TextScan.uncolouredEnd(line, TextScan.trimmedEnd(line, start..<messageEnd))
    if !message.isEmpty { context.found.offer(.message, message, rank: 1) }
    var proseEnd: Int?
    _ = context.offerPairs(line, from: messageEnd, to: end, isStrict: false, proseEnd: &proseEnd)
    if let proseEnd {
      // A message's pair amid words is one of theirs.
      context.found.offer(.message, start..<proseEnd, rank: message.isEmpty ? 1 : 0)
    } else if !message.isEmpty, context.found[.message].range.isEmpty {
      context.found.offer(.message, message)
    } else if context.found.tellsNothing {
      context.found.offer(.message, TextScan.trimmedEnd(line, start..<end), rank: .max)
    }
  }

  /// The offset behind the process that pino-pretty names: `(1234 on host): `.
  private static func afterProcess(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start + 4 < end, line[start] == UInt8(ascii: "("), ByteScan.isDigit(line[start + 1]),
      let close = ByteScan.first(
        UInt8(ascii: ")"),
        in: line,
        from: start,
        to: min(end, start + 80)
      ),
      close + 1 < end, line[close + 1] == UInt8(ascii: ":")
    else { return start }
    return TextScan.skipColour(line, close + 2, end)
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "\"")
  }

  private static func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\"")
  }

  /// The level before a time: a word of its own, or the one letter that stands there.
  private static func prefixLevel(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ levels: LevelNames
  ) -> Range<Int>? {
    if let level = levelWord(line, from: range.lowerBound, to: range.upperBound, levels) {
      return level.word
    }
    let first = range.lowerBound
    let isAlone =
      range.count >= 2 && ByteScan.isLetter(line[first]) && !ByteScan.isLetter(line[first + 1])
    return isAlone && levels.level(line, first..<first + 1) != nil ? first..<first + 1 : nil
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
  static func levelWord(
    _ line: Span<UInt8>,
    from start: Int,
    to end: Int,
    _ levels: LevelNames
  ) -> (word: Range<Int>, end: Int)? {
    var at = start
    for position in 0..<6 {
      at = skipSeparators(line, at, end)
      guard at < end else { return nil }
      var wordEnd = TextScan.endOfWord(line, at, end)
      wordEnd = ByteScan.first(0x1b, in: line, from: at, to: wordEnd) ?? wordEnd
      var word = at..<wordEnd
      while let first = word.first, !ByteScan.isLetter(line[first]) {
        word = word.dropFirst()
      }
      while let last = word.last, !ByteScan.isLetter(line[last]) { word = word.dropLast() }
      let isFirst =
        position == 0 && (word.upperBound < wordEnd || !isEveryday(line, word))
      let isMarked =
        isFirst || word.lowerBound > at && line[at] == UInt8(ascii: "[")
        || word.allSatisfy { (65...90).contains(line[$0]) }
      if isMarked, word.count >= 3, word.count <= 13, levels.level(line, word) != nil {
        return (word, wordEnd)
      }
      at = wordEnd
    }
    return nil
  }

  /// Whether a level's name is rather a word of a sentence, where nothing marks it: `alert sent to u7`.
  static func isEveryday(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
    let words: [StaticString] = ["panic", "alert", "note", "fine", "severe"]
    return words.contains {
      $0.utf8CodeUnitCount == word.count
        && ByteScan.matches($0, line, at: word.lowerBound, to: word.upperBound)
    } && (97...122).contains(line[word.lowerBound])
  }

  static func skipSeparators(_ line: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
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
