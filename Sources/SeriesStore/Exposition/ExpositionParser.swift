/// Reads a page of metrics entry by entry, accepting what the parsers of Prometheus 3 accept.
///
/// The parser makes no strings but for labels that it has not seen before: a sample's labels are
/// numbers of `table`. The page is handed to every call and is the same in all of them. The parser
/// can be placed at the begin of any line (`position`), with the type that holds there (`setType`).
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
    /// A sample: `labels`, `valueStart`, `value`, `timestamp`.
    case sample
    /// The end of the page.
    case end
  }

  let format: ExpositionFormat
  /// The labels that are known, and those that the page brings.
  var table: LabelTable
  /// The offset at which the next entry begins.
  var position = 0
  /// The type of the last `TYPE` line.
  private(set) var type = MetricType.unknown
  /// Whether the page was cut short by a NUL byte, where Prometheus stops without a word.
  private(set) var endedByNUL = false

  var nameRange = 0..<0
  var textRange = 0..<0
  /// The labels of the last sample, its name among them, in the page's order.
  var labels: [LabelTable.ID] = []
  /// Where the text of the last sample can be cut, from its begin on.
  var cuts = LineCuts()
  /// Where the last sample's value begins.
  private(set) var valueStart = 0
  private(set) var value = 0.0
  /// Milliseconds, where the sample has a time of its own.
  private(set) var timestamp: Int64?

  init(format: ExpositionFormat, table: LabelTable = LabelTable()) {
    self.format = format
    self.table = table
  }

  /// Says which type holds from here on; labels may mean something else under another one.
  mutating func setType(_ type: MetricType) {
    self.type = type
    cuts.forget()
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

  private mutating func sample(_ page: Span<UInt8>) throws(PageRefusal) -> Entry {
    let end = try series(page)
    try measure(page, from: format == .text ? page.skippingBlanks(end) : end)
    return .sample
  }

  /// Where the next token begins: only the text format allows blanks between tokens.
  @inline(__always)
  func blanks(_ page: Span<UInt8>, _ offset: Int) -> Int {
    format == .text ? page.skippingBlanks(offset) : offset
  }

  /// Reads what stands behind a sample's labels, from `start` on to the end of its line.
  ///
  /// `start` is where the value begins in the text format, and its space in OpenMetrics.
  @inline(__always)
  mutating func measure(_ page: Span<UInt8>, from start: Int) throws(PageRefusal) {
    let first = format == .text ? start : start &+ 1
    if format == .text || (start < page.count && page[start] == Byte.space),
      let (number, end) = FloatText.decimal(page, at: first), end < page.count,
      page[end] == Byte.newline
    {
      (valueStart, value, timestamp) = (first, number, nil)
      position = end &+ 1
      return
    }
    let lineEnd =
      switch format {
      case .text: try textMeasurement(page, from: start)
      case .openMetrics: try openMetricsMeasurement(page, from: start)
      }
    position = min(lineEnd &+ 1, page.count)
  }

  private mutating func textMeasurement(
    _ page: Span<UInt8>,
    from start: Int
  ) throws(PageRefusal) -> Int {
    let end = page.tokenEnd(from: start)
    guard end > start, page[start] != Byte.openBrace, page[start] != 0 else {
      throw expected(.value, page, start)
    }
    setMeasurement(try number(page, start..<end), at: start, timestamp: nil)
    var index = page.skippingBlanks(end)
    if index >= page.count || page[index] == Byte.newline { return index }
    let digits = page.digitsEnd(from: index)
    guard digits > index else { throw expected(.timestampOrEnd, page, index) }
    guard let milliseconds = page.wholeNumber(index..<digits) else {
      throw refusal(page, index, .notATimestamp(page.string(index..<digits)))
    }
    timestamp = milliseconds
    index = page.skippingBlanks(digits)
    guard index >= page.count || page[index] == Byte.newline else {
      throw expected(.lineEnd, page, index)
    }
    return index
  }

  /// Remembers the parts of a measurement.
  mutating func setMeasurement(_ value: Double, at start: Int, timestamp: Int64?) {
    (self.value, self.valueStart, self.timestamp) = (value, start, timestamp)
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

extension ExpositionParser {
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
}
