import MetricsModel

/// A sample's name and labels.
extension ExpositionParser {
  /// From how many labels on they are not compared one by one.
  private static let manyLabels = 32

  /// Reads the series of the sample that begins at `position`; gives the offset of its end.
  @inline(__always)
  mutating func series(_ page: Span<UInt8>) throws(PageRefusal) -> Int {
    let start = position
    if let known = cuts.goOn(page, at: start) {
      if known.labels < labels.count { labels.removeLast(labels.count &- known.labels) }
      return try labelList(page, from: known.offset, named: known.isNamed)
    }
    cuts.begin(at: start)
    labels.removeAll(keepingCapacity: true)
    let end = page.nameEnd(from: start, colons: true)
    if end > start { labels.append(try nameLabel(page, start..<end, text: start..<end)) }
    let brace = blanks(page, end)
    guard brace < page.count, page[brace] == Byte.openBrace else {
      guard end > start else { throw expected(.start, page, start) }
      return end
    }
    cuts.cut(at: brace &+ 1, labels: labels.count, isNamed: end > start)
    return try labelList(page, from: brace &+ 1, named: end > start)
  }

  /// What stands between braces; gives the offset behind the closing one.
  private mutating func labelList(
    _ page: Span<UInt8>,
    from start: Int,
    named: Bool
  ) throws(PageRefusal) -> Int {
    var named = named
    var index = blanks(page, start)
    while true {
      guard index < page.count else { throw expected(.labelName, page, index) }
      if page[index] == Byte.closeBrace {
        guard named else { throw refusal(page, index, .missingName) }
        if labels.count > Self.manyLabels { try checkManyLabels(page, index) }
        return index &+ 1
      }
      let first = index
      let quoted = page[index] == Byte.quote
      let (name, nameEnd) = try labelName(page, index, quoted: quoted)
      index = blanks(page, nameEnd)
      if quoted, index < page.count, page[index] == Byte.comma || page[index] == Byte.closeBrace {
        guard !named else { throw refusal(page, name.lowerBound, .secondName) }
        named = true
        labels.append(try nameLabel(page, name, text: first..<nameEnd))
        if page[index] == Byte.comma { index = blanks(page, index &+ 1) }
        continue
      }
      index = try labelValue(page, index, name: name, from: first)
      // Where no comma stands, one might stand in the next line.
      if page[index &- 1] != Byte.quote {
        cuts.cut(at: index, labels: labels.count, isNamed: named)
      }
    }
  }

  /// A label's name, in quotes or not, and the offset behind it.
  @inline(__always)
  func labelName(
    _ page: Span<UInt8>,
    _ start: Int,
    quoted: Bool
  ) throws(PageRefusal) -> (name: Range<Int>, end: Int) {
    if quoted {
      guard let close = page.closingQuote(from: start, newlines: true, nul: false) else {
        throw expected(.labelName, page, start)
      }
      return (start &+ 1..<close, close &+ 1)
    }
    let end = page.nameEnd(from: start, colons: false)
    guard end > start else { throw expected(.labelName, page, start) }
    return (start..<end, end)
  }

  /// `="value"` and the comma behind it; gives the offset of what follows.
  @inline(__always)
  private mutating func labelValue(
    _ page: Span<UInt8>,
    _ start: Int,
    name: Range<Int>,
    from first: Int
  ) throws(PageRefusal) -> Int {
    guard start < page.count, page[start] == Byte.equals else {
      throw expected(.equals, page, start)
    }
    let quote = blanks(page, start &+ 1)
    guard quote < page.count, page[quote] == Byte.quote,
      let close = page.closingQuote(from: quote, newlines: format == .text, nul: true)
    else { throw expected(.labelValue, page, quote) }
    let isBound = isBound(page, name)
    let id: LabelTable.ID
    if let known = table.known(page, first..<close &+ 1, isBound: isBound) {
      id = known
    } else {
      id = try newLabel(page, name, value: quote &+ 1..<close, text: first..<close &+ 1)
    }
    if labels.count < Self.manyLabels {
      let number = table.facts[Int(id)].name
      for label in labels where table.facts[Int(label)].name == number {
        throw refusal(page, name.lowerBound, .duplicateLabel(table.names[Int(number)]))
      }
    }
    labels.append(id)
    let next = blanks(page, close &+ 1)
    if next < page.count, page[next] == Byte.comma { return blanks(page, next &+ 1) }
    if format == .openMetrics, next >= page.count || page[next] != Byte.closeBrace {
      throw expected(.commaOrBrace, page, next)
    }
    return next
  }

  /// The label of the metric's name in `range`, written as in `text`.
  private mutating func nameLabel(
    _ page: Span<UInt8>,
    _ range: Range<Int>,
    text: Range<Int>
  ) throws(PageRefusal) -> LabelTable.ID {
    if let known = table.known(page, text, isBound: false) { return known }
    guard let name = page.validated(range) else {
      throw refusal(page, range.lowerBound, .notUTF8(.metricName))
    }
    guard !name.isEmpty else { throw refusal(page, range.lowerBound, .missingName) }
    return table.enter(Labels.metricName, unescaped(name), page, text, isBound: false)
  }

  private mutating func newLabel(
    _ page: Span<UInt8>,
    _ name: Range<Int>,
    value: Range<Int>,
    text: Range<Int>
  ) throws(PageRefusal) -> LabelTable.ID {
    guard let rawName = page.validated(name) else {
      throw refusal(page, name.lowerBound, .notUTF8(.labelName))
    }
    guard !rawName.isEmpty else { throw expected(.labelName, page, name.lowerBound) }
    guard let rawValue = page.validated(value) else {
      throw refusal(page, value.lowerBound, .notUTF8(.labelValue))
    }
    return table.enter(
      unescaped(rawName),
      unescaped(rawValue),
      page,
      text,
      isBound: isBound(page, name)
    )
  }

  /// Whether values under this name are bounds: `le` of histograms, `quantile` of summaries.
  @inline(__always)
  private func isBound(_ page: Span<UInt8>, _ name: Range<Int>) -> Bool {
    switch type {
    case .histogram: name.count == 2 && page.matches("le", at: name.lowerBound)
    case .summary: name.count == 8 && page.matches("quantile", at: name.lowerBound)
    default: false
    }
  }

  private func checkManyLabels(_ page: Span<UInt8>, _ offset: Int) throws(PageRefusal) {
    var seen: Set<UInt32> = []
    for label in labels where !seen.insert(table.facts[Int(label)].name).inserted {
      throw refusal(page, offset, .duplicateLabel(table.labels[Int(label)].name))
    }
  }

  /// The name of the last `HELP`, `TYPE` or `UNIT`.
  func name(_ page: Span<UInt8>) throws(PageRefusal) -> String {
    guard let name = page.validated(nameRange) else {
      throw refusal(page, nameRange.lowerBound, .notUTF8(.metricName))
    }
    guard !name.isEmpty else { throw refusal(page, nameRange.lowerBound, .missingName) }
    return unescaped(name)
  }

  /// The text of the last `HELP` or `UNIT`, unescaped as the format says.
  func text(_ page: Span<UInt8>) -> String {
    unescaped(page.string(textRange), quotes: format == .openMetrics)
  }
}

/// `text` with `\\`, `\n` and, where they are escaped, `\"` in their place; other backslashes stay.
private func unescaped(_ text: String, quotes: Bool = true) -> String {
  guard text.utf8.contains(Byte.backslash) else { return text }
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    switch (byte, rest.first) {
    case (Byte.backslash, Byte.backslash):
      bytes.append(Byte.backslash)
      rest.removeFirst()
    case (Byte.backslash, UInt8(ascii: "n")):
      bytes.append(Byte.newline)
      rest.removeFirst()
    case (Byte.backslash, Byte.quote) where quotes:
      bytes.append(Byte.quote)
      rest.removeFirst()
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
