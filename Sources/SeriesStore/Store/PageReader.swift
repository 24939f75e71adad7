import MetricsModel

/// Reads one page of a target into a row, known lines by comparison with the page before.
///
/// It works on copies of the target's state, which the writer takes over when the whole page was
/// accepted.
struct PageReader {
  /// A line of metadata.
  enum Metadata {
    case help(String)
    case type(MetricType)
    case unit(String)
  }

  private(set) var table: SeriesTable
  private(set) var times: ExplicitTimes
  private(set) var row: RowBuilder
  /// The slots that this page brought.
  private(set) var entered: [Int32] = []
  /// The page's metadata as far as it was not known, by the name of its family.
  private(set) var metadata: [(name: String, line: Metadata)] = []
  /// What the page looks like; the old one where it is the same.
  private(set) var template = PageTemplate()

  private let before: PageTemplate
  private let honorsTimes: Bool
  private var parser: ExpositionParser
  /// The next line of the page before, and where its segment begins.
  private var cursor = 0
  private var segment = 0
  /// Whether all lines so far were those of the page before.
  private var isSame = true
  private var index: PageTemplate.Index?

  init(
    format: ExpositionFormat,
    after before: PageTemplate,
    table: SeriesTable,
    times: ExplicitTimes,
    slots: Int
  ) {
    self.before = before
    self.table = table
    self.honorsTimes = table.rules.honorsTimestamps
    self.times = times
    self.row = RowBuilder(slots: slots)
    self.parser = ExpositionParser(format: format, table: table.labels)
    // The parser's copy shall be the only one here.
    self.table.labels = LabelTable()
  }

  /// Reads the whole page.
  mutating func read(_ bytes: [UInt8]) throws(PageRefusal) {
    let page = bytes.span
    guard page.count <= Int(Int32.max) else { throw parser.refusal(page, 0, .tooLong) }
    while true {
      try readKnownLines(page)
      let start = max(0, parser.position &- 1)
      var entry = try parser.next(page)
      while entry != .sample, entry != .end {
        try remember(entry, page)
        entry = try parser.next(page)
      }
      guard entry == .sample else { break }
      let slot = try slot(page)
      leaveTemplate(page.count)
      template.append(page, start..<parser.valueStart, slot: slot, type: parser.type)
      put(slot, parser.value, parser.timestamp)
    }
    if isSame {
      template =
        cursor == before.lines.count ? before : before.prefix(cursor, end: segment)
    }
    row.doubts.isCutByNUL = parser.endedByNUL
    table.labels = parser.table
  }

  /// Advances over all lines that follow in the page before, too, with the same bytes up to the
  /// value; the parser stands at the begin of a line before and after.
  private mutating func readKnownLines(_ page: Span<UInt8>) throws(PageRefusal) {
    guard isOfSameType else { return }
    let before = before
    let text = before.text.span
    var position = max(0, parser.position &- 1)
    while cursor < before.lines.count {
      let line = before.lines[cursor]
      let length = Int(line.length)
      let valueStart = position &+ length
      guard page.hasSameBytes(position, as: text, segment, count: length),
        valueStart < page.count
      else { return }
      if let (value, end) = FloatText.decimal(page, at: valueStart), end < page.count,
        page[end] == Byte.newline
      {
        parser.position = end &+ 1
        put(line.slot, value, nil)
      } else {
        // More blanks, or labels: the line is another one.
        switch page[valueStart] {
        case Byte.space, Byte.tab, Byte.newline, Byte.openBrace, 0: return
        default: break
        }
        try parser.measure(page, from: parser.format == .text ? valueStart : valueStart &- 1)
        put(line.slot, parser.value, parser.timestamp)
      }
      if !isSame {
        template.append(
          page,
          position..<valueStart,
          slot: line.slot,
          type: line.type
        )
      }
      position = parser.position &- 1
      if parser.type != line.type { parser.setType(line.type) }
      cursor &+= 1
      segment &+= length
    }
  }

  /// Whether the type that holds here is the one that held at this place of the page before: the same
  /// bytes are another series under another type.
  private var isOfSameType: Bool {
    parser.type == (cursor > 0 ? before.lines[cursor &- 1].type : .unknown)
  }

  /// From here on the page has lines that the page before did not have at this place.
  private mutating func leaveTemplate(_ size: Int) {
    guard isSame else { return }
    isSame = false
    template = before.prefix(cursor, end: segment)
    template.reserve(size)
  }

  @inline(__always)
  private mutating func put(_ slot: Int32, _ value: Double, _ time: Int64?) {
    row.samples &+= 1
    guard slot >= 0 else {
      if slot == SeriesTable.dropped { row.dropped &+= 1 } else { row.refused &+= 1 }
      return
    }
    guard let time, honorsTimes else { return row.set(Int(slot), value) }
    switch times.judge(slot, time, value) {
    case .store:
      row.explicit.append(ScrapeRow.Explicit(slot: Int(slot), time: time, value: value))
    case .repeated: break
    case .old:
      row.doubts.oldTimes += 1
      row.doubts.firstOld = row.doubts.firstOld ?? .init(slot: Int(slot), time: time)
    case .future:
      row.doubts.futureTimes += 1
      row.doubts.firstFuture = row.doubts.firstFuture ?? .init(slot: Int(slot), time: time)
    }
  }

  /// The slot of the sample that the parser stands behind, entered where it is new; `refused` or
  /// `dropped` where it has none.
  private mutating func slot(_ page: Span<UInt8>) throws(PageRefusal) -> Int32 {
    let (slot, isNew) = table.slot(parser.labels, in: &parser.table)
    if slot >= 0, let excess = table.excess(of: slot, in: parser.table) {
      throw parser.refusal(page, parser.valueStart, excess)
    }
    if isNew {
      entered.append(slot)
    } else if slot == SeriesTable.nameless {
      throw parser.refusal(page, parser.valueStart, .relabelledToNoName)
    } else if slot >= 0, !before.lines.isEmpty {
      if index == nil { index = PageTemplate.Index(before) }
      if let next = index?.lineBehind(slot) { (cursor, segment) = (next.line, next.start) }
    }
    return slot
  }

  private mutating func remember(
    _ entry: ExpositionParser.Entry,
    _ page: Span<UInt8>
  ) throws(PageRefusal) {
    guard entry != .comment else { return }
    let name = try parser.name(page)
    switch entry {
    case .help: metadata.append((name, .help(parser.text(page))))
    case .unit: metadata.append((name, .unit(parser.text(page))))
    case .type: metadata.append((name, .type(parser.type)))
    case .comment, .sample, .end: break
    }
  }
}
