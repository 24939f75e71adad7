import MetricsModel

/// The writing side of one target's history.
struct TargetWriter {
  /// How many scrapes are sealed into a block.
  static let rowsOfBlock = 60
  /// How many of the newest scrapes stay open as long as there is memory: what a dashboard asks for each
  /// second, a window of a minute up to now, needs no decoding then.
  private static let rowsOpen = 60
  /// The most bytes that they may occupy.
  private static let openBytes = 4 << 20

  private(set) var history = TargetHistory()
  private let seriesLimit: Int
  private var table: SeriesTable
  private var template = PageTemplate()
  private var times = ExplicitTimes()
  /// Whether the memory cap has cut the history short.
  private var isCut = false
  private var lastSuccess: Int64?
  /// The values of the last page that was taken, by slot.
  private var lastPage: [Double] = []
  /// What a page had that was refused, up to where it was, until its failure is stored.
  private var refused: ScrapeCounts?
  /// Whether the last page was refused.
  private var wasRefused = false
  /// When the process started that was scraped last.
  private var lastStart: Timestamp?

  init(labels: [String: String], rules: PageRules = PageRules(), seriesLimit: Int) {
    self.seriesLimit = max(seriesLimit, ReportSeries.allCases.count)
    self.table = SeriesTable(labels: labels, rules: rules, limit: self.seriesLimit)
    enter(ReportSeries.allCases.compactMap { table.enter(report: $0.rawValue) })
  }

  /// Stores a page; when it is refused, nothing of it is kept but how many samples had been read.
  mutating func store(
    _ page: [UInt8],
    format: ExpositionFormat,
    at time: Int64,
    seconds: Double,
    oldest: Int64
  ) throws(PageRefusal) -> ScrapeReport {
    refused = nil
    times.begin(at: time, oldest: oldest)
    var reader = PageReader(
      format: format,
      after: template,
      table: table,
      times: times,
      slots: history.entries.count
    )
    do {
      try reader.read(page)
    } catch {
      refuse(reader, error.reason)
      throw error
    }
    let kept = reader.row.samples - reader.row.dropped
    if let limit = table.rules.sampleLimit, kept > limit {
      refuse(reader)
      let reason = PageRefusal.Reason.tooManySamples(count: kept, limit: limit)
      throw PageRefusal(line: 1, column: 1, reason: reason)
    }
    table = reader.table
    template = reader.template
    times = reader.times
    if !reader.metadata.isEmpty { remember(reader.metadata) }
    if !reader.entered.isEmpty { enter(reader.entered) }
    table.forgetTexts(history.entries, lines: template.lines.count)
    if history.hasTooMuchMetadata { history.forgetMetadata() }
    var row = reader.row
    let added = added(by: row, reader.entered)
    lastPage = row.values
    wasRefused = false
    let counts = ScrapeCounts(samples: row.samples, kept: kept, added: added)
    row.report(counts, isUp: true, seconds: seconds)
    if let lastStart, let mark = history.rowOfRestart(before: row, since: lastStart, at: time) {
      history.open.append(mark)
    }
    append(row, at: time)
    lastSuccess = time
    if let processStart { lastStart = processStart }
    return ScrapeReport(
      samples: row.samples,
      doubts: row.doubts,
      findings: row.doubts.findings(history.entries, table.rules, at: time),
      refusedSeries: row.refused,
      droppedSamples: row.dropped,
      processStart: processStart
    )
  }

  /// How many series of a page were not on the last one that was taken.
  private func added(by row: RowBuilder, _ entered: [Int32]) -> Int {
    var count = 0
    for slot in ReportSeries.allCases.count..<max(row.values.count, ReportSeries.allCases.count)
    where !row.values[slot].isAbsent {
      if slot >= lastPage.count || lastPage[slot].isAbsent { count &+= 1 }
    }
    guard !row.explicit.isEmpty else { return count }
    let timed = Set(row.explicit.map(\.slot))
    return count &+ Set(entered.map(Int.init)).intersection(timed).count
  }

  /// Stores that a scrape failed: `up` is 0 and every other series ends.
  mutating func storeFailure(at time: Int64, seconds: Double) {
    var row = RowBuilder(slots: history.entries.count)
    row.report(refused ?? ScrapeCounts(), isUp: false, seconds: seconds)
    wasRefused = refused != nil
    refused = nil
    append(row, at: time)
  }

  /// Takes note of what a refused page had, as Prometheus reports it.
  private mutating func refuse(_ reader: PageReader, _ reason: PageRefusal.Reason? = nil) {
    // A sample whose labels are too much has been read, another that is refused has not.
    var samples = reader.row.samples
    if case .overLabelLimit = reason { samples += 1 }
    let kept = reader.row.samples - reader.row.dropped
    // Those beyond the limit are not added, and on the next such page the others are known.
    let added = wasRefused ? 0 : added(by: reader.row, reader.entered)
    let limit = table.rules.sampleLimit ?? .max
    refused = ScrapeCounts(samples: samples, kept: kept, added: min(added, limit))
  }

  /// Stores that the target is not scraped any more: all series end.
  mutating func end(at time: Int64) {
    append(RowBuilder(slots: history.entries.count), at: time)
  }

  /// Takes pages by other rules from now on.
  mutating func take(_ rules: PageRules) {
    table.take(rules, history.entries)
    template = PageTemplate()
  }

  /// The labels that every series of the target gets.
  var targetLabels: [Labels.Pair] { table.targetLabels }

  /// Forgets what lies before `oldest`, and the series that have nothing left.
  mutating func forget(before oldest: Int64) {
    let expired = history.sealed.prefix { $0.end < oldest }.count
    if expired > 0 { dropBlocks(expired) }
  }

  // MARK: Memory

  /// The fewest scrapes that are worth a block.
  private static let leastRowsOfBlock = 16
  /// How many of the newest scrapes are never forgotten.
  private static let rowsKept = 2

  /// Whether new series are taken; those that are there always are.
  var takesSeries: Bool {
    get { table.limit == seriesLimit }
    set {
      // What was refused gets another chance.
      if newValue, table.limit < seriesLimit { template = PageTemplate() }
      table.limit = newValue ? seriesLimit : min(seriesLimit, table.count)
    }
  }

  /// What the target occupies in bytes.
  var bytes: Int {
    history.sampleBytes + history.seriesBytes + history.metadataBytes + table.bytes
      + template.bytes + times.bytes
  }

  /// What the target occupies, as it is told to people.
  var memory: TargetMemory {
    TargetMemory(
      series: table.count,
      samples: history.sampleCount,
      sampleBytes: history.sampleBytes,
      bytes: bytes,
      begin: history.begin.map { Timestamp(milliseconds: $0) },
      isCut: isCut
    )
  }

  /// Whether compressing the open scrapes gives memory back.
  var canSeal: Bool { history.open.count > Self.leastRowsOfBlock }

  /// Seals all rows but the newest ones, with the last of which the next scrape is compared.
  mutating func seal(keeping count: Int) {
    let sealed = history.open.count - max(count, 1)
    guard sealed > 0 else { return }
    history.sealed.append(SealedBlock(Array(history.open.prefix(sealed))))
    history.open.removeFirst(sealed)
  }

  /// Whether there is something that may be forgotten.
  var canForget: Bool { !history.sealed.isEmpty || history.open.count > Self.rowsKept }

  /// Forgets the oldest scrapes because of the memory cap.
  mutating func forgetOldest() {
    isCut = true
    if history.sealed.isEmpty {
      history.open.removeFirst((history.open.count - Self.rowsKept + 1) / 2)
      forgetEmptySeries()
    } else {
      dropBlocks(1)
    }
  }

  // MARK: Series

  /// Enters the series of new slots into the history.
  private mutating func enter(_ slots: [Int32]) {
    var counters: [LabelTable.ID: Bool] = [:]
    var run: [Int] = []
    var (runName, isCounter) = (LabelTable.ID.max, false)
    history.reserve(slots.count)
    table.forEach(slots) { slot, name, labels in
      if name != runName {
        history.enter(run)
        run.removeAll(keepingCapacity: true)
        isCounter =
          counters[name] ?? CounterRule.isCounter(labels.name, history.metadata)
        counters[name] = isCounter
        runName = name
      }
      let zeroAt = isCounter ? lastSuccess : nil
      history.set(Int(slot), TargetHistory.Entry(labels: labels, zeroAt: zeroAt))
      run.append(Int(slot))
    }
    history.enter(run)
  }

  private mutating func remember(_ lines: [(name: String, line: PageReader.Metadata)]) {
    for (name, line) in lines {
      var metadata = history.metadata[name] ?? MetricMetadata()
      switch line {
      case .help(let help): metadata.help = help
      case .type(let type): metadata.type = type
      case .unit(let unit): metadata.unit = unit
      }
      history.describe(name, metadata)
    }
  }

  // MARK: Rows

  /// Appends a row in which the series that are gone end.
  ///
  /// Where the clock was set back, the row stands right behind the one before it.
  private mutating func append(_ row: RowBuilder, at time: Int64) {
    var (row, time) = (row, time)
    if let last = history.open.last {
      time = max(time, last.time &+ 1)
      row.endSeries(of: last)
    }
    history.open.append(ScrapeRow(time: time, values: row.values, explicit: row.explicit))
    let isSmall = row.values.count * 8 * Self.rowsOpen <= Self.openBytes
    let open = isSmall ? Self.rowsOpen : 0
    if history.open.count > open + Self.rowsOfBlock { seal(keeping: open + 1) }
  }

  private mutating func dropBlocks(_ count: Int) {
    history.sealed.removeFirst(count)
    forgetEmptySeries()
  }

  private mutating func forgetEmptySeries() {
    let gone = history.emptySlots(from: ReportSeries.allCases.count)
    guard !gone.isEmpty else { return }
    history.remove(gone)
    for slot in gone where slot < lastPage.count { lastPage[slot] = .absent }
    let slots = Set(gone.map { Int32(clamping: $0) })
    table.remove(slots)
    times.remove(slots)
    table.forgetTexts(history.entries, lines: template.lines.count)
    history.forgetMetadata()
    // The page before may name a slot that is free now.
    template = PageTemplate()
  }

  /// `process_start_time_seconds` of the last scrape, where the target has exactly one.
  private var processStart: Timestamp? {
    history.open.last.flatMap { history.processStart(of: $0.values) }
  }
}
