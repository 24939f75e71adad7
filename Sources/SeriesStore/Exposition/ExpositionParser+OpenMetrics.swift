extension ExpositionParser {
  /// Value, timestamp and exemplar of an OpenMetrics line, each behind exactly one space; gives the
  /// offset of the line's end.
  mutating func openMetricsMeasurement(
    _ page: Span<UInt8>,
    from start: Int
  ) throws(PageRefusal) -> Int {
    let (value, range) = try spacedNumber(page, from: start)
    var timestamp: Int64?
    var index = range.upperBound
    if index < page.count, page[index] == Byte.space, !page.matches(" # {", at: index) {
      let time = index &+ 1..<page.tokenEnd(from: index &+ 1, tabs: false)
      guard !time.isEmpty else { throw expected(.lineEnd, page, index) }
      timestamp = try seconds(page, time)
      index = time.upperBound
    }
    if page.matches(" # {", at: index) { index = try exemplar(page, from: index &+ 4) }
    guard index < page.count else { throw refusal(page, index, .missingEOF) }
    guard page[index] == Byte.newline else { throw expected(.lineEnd, page, index) }
    setMeasurement(value, at: range.lowerBound, timestamp: timestamp)
    return index
  }

  private func spacedNumber(
    _ page: Span<UInt8>,
    from start: Int
  ) throws(PageRefusal) -> (value: Double, range: Range<Int>) {
    guard start < page.count, page[start] == Byte.space else { throw expected(.value, page, start) }
    let range = start &+ 1..<page.tokenEnd(from: start &+ 1, tabs: false)
    guard !range.isEmpty else { throw expected(.value, page, range.lowerBound) }
    return (try number(page, range), range)
  }

  /// The time in `range`, seconds in the page, cut to milliseconds that fit.
  private func seconds(_ page: Span<UInt8>, _ range: Range<Int>) throws(PageRefusal) -> Int64 {
    let seconds = try number(page, range)
    guard seconds.isFinite else {
      throw refusal(page, range.lowerBound, .notATimestamp(page.string(range)))
    }
    return Int64(clampedMilliseconds: seconds * 1000)
  }

  /// An exemplar from behind its opening brace, checked and passed over.
  private func exemplar(_ page: Span<UInt8>, from start: Int) throws(PageRefusal) -> Int {
    var index = start
    while true {
      guard index < page.count else { throw expected(.labelName, page, index) }
      if page[index] == Byte.closeBrace { break }
      index = try labelName(page, index, quoted: page[index] == Byte.quote).end
      guard index < page.count, page[index] == Byte.equals else {
        throw expected(.equals, page, index)
      }
      index &+= 1
      guard index < page.count, page[index] == Byte.quote,
        let close = page.closingQuote(from: index, newlines: false, nul: false)
      else { throw expected(.labelValue, page, index) }
      guard page.isUTF8(index &+ 1..<close) else {
        throw refusal(page, index, .notUTF8(.labelValue))
      }
      index = close &+ 1
      if index < page.count, page[index] == Byte.comma {
        index &+= 1
      } else if index >= page.count || page[index] != Byte.closeBrace {
        throw expected(.commaOrBrace, page, index)
      }
    }
    index = try spacedNumber(page, from: index &+ 1).range.upperBound
    guard index < page.count, page[index] == Byte.space else { return index }
    let time = index &+ 1..<page.tokenEnd(from: index &+ 1, tabs: false)
    guard !time.isEmpty else { throw expected(.lineEnd, page, index) }
    _ = try seconds(page, time)
    return time.upperBound
  }
}

extension Int64 {
  /// The milliseconds without their fraction, clamped at both ends; not for NaN.
  init(clampedMilliseconds value: Double) {
    if value >= 0x1p63 {
      self = .max
    } else if value <= -0x1p63 {
      self = .min
    } else {
      self = Int64(value)
    }
  }
}
