/// `HELP`, `TYPE`, `UNIT`, `EOF` and comments.
extension ExpositionParser {
  /// What a line of metadata says.
  enum Keyword { case help, type, unit }

  /// A line of the text format that begins with `#`.
  mutating func comment(_ page: Span<UInt8>) throws(PageRefusal) -> Entry {
    let word = page.skippingBlanks(position &+ 1)
    let end = page.lineEnd(from: word)
    let keyword: Keyword? =
      if word == position &+ 1 {
        nil
      } else if page.matches("HELP", at: word) {
        .help
      } else if page.matches("TYPE", at: word) {
        .type
      } else {
        nil
      }
    let start = page.skippingBlanks(word &+ 4)
    guard let keyword, start > word &+ 4 else {
      position = min(end &+ 1, page.count)
      return .comment
    }
    return try metadata(keyword, page, nameAt: start)
  }

  /// A line of OpenMetrics that begins with `#`.
  mutating func metadata(_ page: Span<UInt8>) throws(PageRefusal) -> Entry {
    let word = position &+ 2
    if page.matches("# HELP ", at: position) {
      return try metadata(.help, page, nameAt: word &+ 5)
    } else if page.matches("# TYPE ", at: position) {
      return try metadata(.type, page, nameAt: word &+ 5)
    } else if page.matches("# UNIT ", at: position) {
      return try metadata(.unit, page, nameAt: word &+ 5)
    } else if page.matches("# EOF", at: position) {
      let end = word &+ 3
      let rest = end < page.count && page[end] == Byte.newline ? end &+ 1 : end
      guard rest == page.count else { throw refusal(page, rest, .dataAfterEOF) }
      position = page.count
      return .end
    }
    throw expected(.start, page, position)
  }

  private mutating func metadata(
    _ keyword: Keyword,
    _ page: Span<UInt8>,
    nameAt start: Int
  ) throws(PageRefusal) -> Entry {
    let nameEnd: Int
    if start < page.count, page[start] == Byte.quote {
      guard let close = page.closingQuote(from: start, newlines: true, nul: false) else {
        throw expected(.metricName, page, start)
      }
      nameRange = start &+ 1..<close
      nameEnd = close &+ 1
    } else {
      nameEnd = page.nameEnd(from: start, colons: true)
      guard nameEnd > start else { throw expected(.metricName, page, start) }
      nameRange = start..<nameEnd
    }
    let end = page.lineEnd(from: nameEnd)
    if format == .openMetrics {
      guard nameEnd < end, page[nameEnd] == Byte.space, end < page.count else {
        throw expected(.text, page, min(nameEnd, end))
      }
    }
    textRange = min(nameEnd &+ 1, end)..<end
    position = min(end &+ 1, page.count)
    switch keyword {
    case .help:
      guard page.isUTF8(textRange) else {
        throw refusal(page, textRange.lowerBound, .notUTF8(.help))
      }
      return .help
    case .type:
      let word = page.string(textRange)
      guard let type = MetricType(named: word, format: format) else {
        throw refusal(page, textRange.lowerBound, .unknownType(word))
      }
      setType(type)
      return .type
    case .unit:
      try checkUnit(page)
      return .unit
    }
  }

  private func checkUnit(_ page: Span<UInt8>) throws(PageRefusal) {
    guard !textRange.isEmpty else { return }
    let unit = page.string(textRange)
    let metric = page.string(nameRange)
    guard metric.utf8.count > unit.utf8.count, metric.hasSuffix("_" + unit) else {
      throw refusal(page, textRange.lowerBound, .unitNotInName(unit: unit, metric: metric))
    }
  }
}
