/// Reads a page of metrics entry by entry, accepting what the parsers of Prometheus 3 accept.
///
/// The parser keeps offsets into the page and makes no strings; whoever needs the labels of a sample
/// asks for them. The page is handed to every call and is the same in all of them. It can be placed
/// at the begin of any line (`position`), with the type that holds there (`type`).
struct ExpositionParser {
  /// One step through the page.
  enum Entry: Equatable {
    /// `HELP` for the name and text in `nameRange` and `textRange`.
    case help
    /// `TYPE` for the name in `nameRange`; the type is in `type`.
    case type
    /// `UNIT` for the name and text in `nameRange` and `textRange`.
    case unit
    /// A comment or an empty line.
    case comment
    /// A sample: `nameRange`, `labelRanges`, `seriesRange`, `valueRange`, `value`, `timestamp`.
    case sample
    /// The end of the page.
    case end
  }

  /// Where a label's name and value stand, without their quotes, escapes as they are.
  struct LabelRange {
    var name: Range<Int>
    var value: Range<Int>
  }

  let format: ExpositionFormat
  /// The offset at which the next entry begins.
  var position = 0
  /// The type of the last `TYPE` line.
  var type = MetricType.unknown
  /// Whether the page was cut short by a NUL byte, where Prometheus stops without a word.
  private(set) var endedByNUL = false

  var nameRange = 0..<0
  var textRange = 0..<0
  private(set) var labelRanges: [LabelRange] = []
  /// The sample's text from its name to the end of its labels.
  private(set) var seriesRange = 0..<0
  private(set) var valueRange = 0..<0
  private(set) var value = 0.0
  /// Milliseconds, where the sample has a time of its own.
  private(set) var timestamp: Int64?

  init(format: ExpositionFormat) {
    self.format = format
  }

  /// The next entry; `position` moves behind it.
  mutating func next(_ page: Span<UInt8>) throws(PageRefusal) -> Entry {
    switch format {
    case .text: try nextOfText(page)
    case .openMetrics: try nextOfOpenMetrics(page)
    }
  }

  private mutating func nextOfText(_ page: Span<UInt8>) throws(PageRefusal) -> Entry {
    position = page.skippingBlanks(position)
    guard position < page.count else { return .end }
    switch page[position] {
    case Byte.newline:
      position &+= 1
      return .comment
    case Byte.hash: return try comment(page)
    case 0:
      endedByNUL = true
      position = page.count
      return .end
    default: return try sample(page)
    }
  }

  private mutating func nextOfOpenMetrics(_ page: Span<UInt8>) throws(PageRefusal) -> Entry {
    guard position < page.count else { throw refusal(page, position, .missingEOF) }
    return page[position] == Byte.hash ? try metadata(page) : try sample(page)
  }

  /// A refusal at `offset`, whose line and column are counted only now.
  func refusal(_ page: Span<UInt8>, _ offset: Int, _ reason: PageRefusal.Reason) -> PageRefusal {
    var line = 1
    var lineStart = 0
    for index in 0..<min(offset, page.count) where page[index] == Byte.newline {
      line &+= 1
      lineStart = index &+ 1
    }
    return PageRefusal(line: line, column: offset - lineStart + 1, reason: reason)
  }

  /// A refusal because `element` does not stand at `offset`.
  func expected(
    _ element: PageRefusal.Element,
    _ page: Span<UInt8>,
    _ offset: Int
  ) -> PageRefusal {
    let found: PageRefusal.Found =
      if offset >= page.count {
        .pageEnd
      } else if page[offset] == Byte.newline {
        .lineEnd
      } else {
        .byte(page[offset])
      }
    return refusal(page, offset, .expected(element, found: found))
  }

  // MARK: Samples

  private mutating func sample(_ page: Span<UInt8>) throws(PageRefusal) -> Entry {
    let start = position
    labelRanges.removeAll(keepingCapacity: true)
    var end = page.nameEnd(from: start, colons: true)
    nameRange = start..<end
    let brace = blanks(page, end)
    if brace < page.count, page[brace] == Byte.openBrace {
      end = try labels(page, from: brace &+ 1, named: end > start)
    } else if end == start {
      throw expected(.start, page, start)
    }
    seriesRange = start..<end
    let lineEnd = try measurement(page, from: end)
    position = min(lineEnd &+ 1, page.count)
    return .sample
  }

  /// Where the next token begins: only the text format allows blanks between tokens.
  private func blanks(_ page: Span<UInt8>, _ offset: Int) -> Int {
    format == .text ? page.skippingBlanks(offset) : offset
  }

  /// What stands between braces; gives the offset behind the closing one.
  private mutating func labels(
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
        return index &+ 1
      }
      let quoted = page[index] == Byte.quote
      let (name, nameEnd) = try labelName(page, index, quoted: quoted)
      index = blanks(page, nameEnd)
      if quoted, index < page.count, page[index] == Byte.comma || page[index] == Byte.closeBrace {
        guard !named else { throw refusal(page, name.lowerBound, .secondName) }
        (named, nameRange) = (true, name)
        if page[index] == Byte.comma { index = blanks(page, index &+ 1) }
        continue
      }
      index = try labelValue(page, index, name: name)
    }
  }

  /// A label's name, in quotes or not, and the offset behind it.
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
  private mutating func labelValue(
    _ page: Span<UInt8>,
    _ start: Int,
    name: Range<Int>
  ) throws(PageRefusal) -> Int {
    guard start < page.count, page[start] == Byte.equals else {
      throw expected(.equals, page, start)
    }
    let quote = blanks(page, start &+ 1)
    guard quote < page.count, page[quote] == Byte.quote,
      let close = page.closingQuote(from: quote, newlines: format == .text, nul: true)
    else { throw expected(.labelValue, page, quote) }
    labelRanges.append(LabelRange(name: name, value: quote &+ 1..<close))
    let next = blanks(page, close &+ 1)
    if next < page.count, page[next] == Byte.comma { return blanks(page, next &+ 1) }
    if format == .openMetrics, next >= page.count || page[next] != Byte.closeBrace {
      throw expected(.commaOrBrace, page, next)
    }
    return next
  }

  /// Value, timestamp and exemplar; gives the offset of the line's end.
  private mutating func measurement(
    _ page: Span<UInt8>,
    from start: Int
  ) throws(PageRefusal) -> Int {
    switch format {
    case .text: try textMeasurement(page, from: start)
    case .openMetrics: try openMetricsMeasurement(page, from: start)
    }
  }

  private mutating func textMeasurement(
    _ page: Span<UInt8>,
    from start: Int
  ) throws(PageRefusal) -> Int {
    let valueStart = page.skippingBlanks(start)
    let valueEnd = page.tokenEnd(from: valueStart)
    guard valueEnd > valueStart, page[valueStart] != Byte.openBrace, page[valueStart] != 0 else {
      throw expected(.value, page, valueStart)
    }
    valueRange = valueStart..<valueEnd
    value = try number(page, valueRange)
    timestamp = nil
    var index = page.skippingBlanks(valueEnd)
    if index >= page.count || page[index] == Byte.newline { return index }
    let digits = page.digitsEnd(from: index)
    guard digits > index else { throw expected(.timestampOrEnd, page, index) }
    guard let milliseconds = Int64(page.string(index..<digits)) else {
      throw refusal(page, index, .notATimestamp(page.string(index..<digits)))
    }
    timestamp = milliseconds
    index = page.skippingBlanks(digits)
    guard index >= page.count || page[index] == Byte.newline else {
      throw expected(.lineEnd, page, index)
    }
    return index
  }

  /// Remembers the parts of a measurement in OpenMetrics.
  mutating func setMeasurement(_ value: Double, at range: Range<Int>, timestamp: Int64?) {
    (self.value, self.valueRange, self.timestamp) = (value, range, timestamp)
  }

  /// The number in `range`, NaN in its one canonical form.
  func number(_ page: Span<UInt8>, _ range: Range<Int>) throws(PageRefusal) -> Double {
    switch FloatText.read(page, range) {
    case .number(let value): return value.isNaN ? .nan : value
    case .invalid: throw refusal(page, range.lowerBound, .notANumber(page.string(range)))
    case .tooBig: throw refusal(page, range.lowerBound, .numberTooBig(page.string(range)))
    }
  }
}
