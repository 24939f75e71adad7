import MetricsModel

/// Reads one page of a target into a row, known lines by comparison with the page before.
struct PageReader {
  /// What the reader changes of the target's state; thrown away when the page is refused.
  var table: SeriesTable
  var history: TargetHistory
  private(set) var row: RowBuilder
  private(set) var memory: PageMemory
  /// Slots that this page brought.
  private(set) var entered: [Int] = []

  private let before: PageMemory
  /// Where a counter that appears now has its zero.
  private let zeroAt: Int64?
  private var index: [Int: Int]?
  private var cursor = 0

  init(
    _ page: [UInt8],
    after before: PageMemory,
    table: SeriesTable,
    history: TargetHistory,
    zeroAt: Int64?
  ) {
    self.before = before
    self.table = table
    self.history = history
    self.zeroAt = zeroAt
    self.row = RowBuilder(slots: history.entries.count)
    self.memory = PageMemory(page: page)
    self.memory.lines.reserveCapacity(before.lines.count)
  }

  /// Reads the whole page; `accepts` says whether a sample's own time can be stored.
  mutating func read(
    format: ExpositionFormat,
    accepts: (_ slot: Int, _ time: Int64) -> Bool
  ) throws(PageRefusal) {
    let bytes = memory.page
    let page = bytes.span
    var parser = ExpositionParser(format: format)
    guard page.count <= Int(Int32.max) else { throw parser.refusal(page, 0, .tooLong) }
    while true {
      readKnownLines(page, &parser)
      let segmentStart = max(0, parser.position - 1)
      var entry = try parser.next(page)
      while entry != .sample, entry != .end {
        try remember(entry, page, parser)
        entry = try parser.next(page)
      }
      guard entry == .sample else { break }
      let slot = try slot(page, parser)
      memory.lines.append(
        PageMemory.Line(
          segmentStart: segmentStart,
          series: parser.seriesRange,
          valueStart: parser.valueRange.lowerBound,
          slot: slot,
          type: parser.type
        )
      )
      put(slot, parser.value, parser.timestamp, accepts)
    }
    if parser.endedByNUL { row.suspicious += 1 }
  }

  /// Advances over all lines that follow in the page before, too, with the same bytes up to the
  /// value; the parser stands at the begin of a line before and after.
  private mutating func readKnownLines(_ page: Span<UInt8>, _ parser: inout ExpositionParser) {
    let before = before
    let known = before.page.span
    while cursor < before.lines.count {
      let line = before.lines[cursor]
      let start = parser.position == 0 ? 0 : parser.position - 1
      let length = line.valueStart - line.segmentStart
      guard page.hasSameBytes(start, as: known, line.segmentStart, count: length) else { return }
      let valueStart = start + length
      let valueEnd = page.tokenEnd(from: valueStart)
      guard valueEnd < page.count, page[valueEnd] == Byte.newline,
        case .number(let value) = FloatText.read(page, valueStart..<valueEnd)
      else { return }
      let shift = start - line.segmentStart
      memory.lines.append(
        PageMemory.Line(
          segmentStart: start,
          series: line.series.lowerBound + shift..<line.series.upperBound + shift,
          valueStart: valueStart,
          slot: line.slot,
          type: line.type
        )
      )
      put(line.slot, value.isNaN ? .nan : value, nil) { _, _ in true }
      parser.type = line.type
      parser.position = valueEnd + 1
      cursor += 1
    }
  }

  private mutating func put(
    _ slot: Int?,
    _ value: Double,
    _ time: Int64?,
    _ accepts: (Int, Int64) -> Bool
  ) {
    row.samples += 1
    guard let slot else {
      row.refused += 1
      return
    }
    guard let time else { return row.set(slot, value) }
    if accepts(slot, time) {
      row.explicit.append(ScrapeRow.Explicit(slot: slot, time: time, value: value))
    } else {
      row.suspicious += 1
    }
  }

  /// The slot of the sample that the parser stands behind, entered where it is new.
  private mutating func slot(
    _ page: Span<UInt8>,
    _ parser: ExpositionParser
  ) throws(PageRefusal) -> Int? {
    if !before.lines.isEmpty {
      if index == nil { index = before.index() }
      if let number = index?[page.hash(parser.seriesRange)] {
        let line = before.lines[number]
        if line.series.count == parser.seriesRange.count,
          page.hasSameBytes(
            parser.seriesRange.lowerBound,
            as: before.page.span,
            line.series.lowerBound,
            count: line.series.count
          ), let slot = line.slot
        {
          cursor = number + 1
          return slot
        }
      }
    }
    let labels = table.labels(of: try parser.labels(page))
    if let slot = table.slot(labels) { return slot }
    let isCounter = CounterRule.isCounter(labels.name, history.metadata)
    let slot = table.enter(labels, zeroAt: isCounter ? zeroAt : nil, into: &history)
    if let slot { entered.append(slot) }
    return slot
  }

  private mutating func remember(
    _ entry: ExpositionParser.Entry,
    _ page: Span<UInt8>,
    _ parser: ExpositionParser
  ) throws(PageRefusal) {
    guard entry != .comment else { return }
    let name = try parser.name(page)
    var metadata = history.metadata[name] ?? MetricMetadata()
    switch entry {
    case .help: metadata.help = parser.text(page)
    case .unit: metadata.unit = parser.text(page)
    case .type: metadata.type = parser.type
    case .comment, .sample, .end: return
    }
    if history.metadata[name] != metadata { history.metadata[name] = metadata }
  }
}
