import MetricsModel

/// The writing side of one target's history.
struct TargetWriter {
  /// How many scrapes are kept open before they are sealed into a block.
  static let rowsOfBlock = 60
  /// How far ahead of the scrape a sample's own time may lie, in milliseconds; as in Prometheus.
  private static let aheadLimit: Int64 = 600_000

  private(set) var history = TargetHistory()
  private var table: SeriesTable
  private var memory = PageMemory()
  /// The last stored time of each slot whose samples bring their own.
  private var lastExplicit: [Int: Int64] = [:]
  private var lastSuccess: Int64?
  /// When the process started that was scraped last.
  private var lastStart: Timestamp?

  init(job: String, instance: String, seriesLimit: Int) {
    self.table = SeriesTable(
      job: job,
      instance: instance,
      limit: max(seriesLimit, ReportSeries.allCases.count)
    )
    for report in ReportSeries.allCases {
      _ = table.enter(table.labels(ofReport: report.rawValue), zeroAt: nil, into: &history)
    }
  }

  /// The series that a scrape makes of itself, in the order of their slots.
  enum ReportSeries: String, CaseIterable {
    case up
    case duration = "scrape_duration_seconds"
    case samples = "scrape_samples_scraped"

    var slot: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// Stores a page; when it is refused, nothing of it is kept.
  mutating func store(
    _ page: [UInt8],
    format: ExpositionFormat,
    at time: Int64,
    seconds: Double,
    oldest: Int64
  ) throws(PageRefusal) -> ScrapeReport {
    var reader = PageReader(
      page,
      after: memory,
      table: table,
      history: history,
      zeroAt: lastSuccess
    )
    let lastExplicit = lastExplicit
    try reader.read(format: format) { slot, explicit in
      explicit <= time &+ Self.aheadLimit && explicit >= oldest
        && explicit > lastExplicit[slot] ?? .min
    }
    table = reader.table
    history = reader.history
    memory = reader.memory
    for sample in reader.row.explicit { self.lastExplicit[sample.slot] = sample.time }
    var row = reader.row
    row.replace(ReportSeries.up.slot, 1)
    row.replace(ReportSeries.duration.slot, seconds)
    row.replace(ReportSeries.samples.slot, Double(row.samples))
    markRestart(before: row, at: time)
    append(row, at: time)
    lastSuccess = time
    if let processStart { lastStart = processStart }
    return ScrapeReport(
      samples: row.samples,
      suspicious: row.suspicious,
      refusedSeries: row.refused,
      processStart: processStart
    )
  }

  /// Stores that a scrape failed: `up` is 0 and every other series ends.
  mutating func storeFailure(at time: Int64, seconds: Double) {
    var row = RowBuilder(slots: history.entries.count)
    row.replace(ReportSeries.up.slot, 0)
    row.replace(ReportSeries.duration.slot, seconds)
    row.replace(ReportSeries.samples.slot, 0)
    append(row, at: time)
  }

  /// Forgets what lies before `oldest`, and the series that have nothing left.
  mutating func forget(before oldest: Int64) {
    let expired = history.sealed.prefix { $0.end < oldest }.count
    if expired > 0 { dropBlocks(expired) }
  }

  /// Forgets the oldest block; false where there is none.
  mutating func forgetOldestBlock() -> Bool {
    guard !history.sealed.isEmpty else { return false }
    dropBlocks(1)
    return true
  }

  /// When the oldest block begins.
  var oldestBlock: Int64? { history.sealed.first?.times.first }

  /// Appends a row in which the series that are gone end.
  ///
  /// Where the clock was set back, the row stands right behind the one before it.
  private mutating func append(_ row: RowBuilder, at time: Int64) {
    var (row, time) = (row, time)
    if let last = history.open.last {
      time = max(time, last.time &+ 1)
      for slot in 0..<last.values.count
      where !last.values[slot].isAbsent && !last.values[slot].isStale {
        if slot >= row.values.count || row.values[slot].isAbsent { row.replace(slot, .stale) }
      }
    }
    history.open.append(ScrapeRow(time: time, values: row.values, explicit: row.explicit))
    if history.open.count > Self.rowsOfBlock { seal() }
  }

  /// Lets counters begin anew at the start of a new process, as they do.
  ///
  /// A counter that has caught up with its old value by the next scrape would else look as if nothing
  /// had happened: after a restart everybody reconnects within seconds.
  private mutating func markRestart(before row: RowBuilder, at time: Int64) {
    guard let last = history.open.last, let before = lastStart,
      let start = Self.processStart(of: row.values, history), start.seconds(since: before) > 1,
      last.time &+ 1 < time
    else { return }
    var zero = RowBuilder(slots: history.entries.count)
    for slot in ReportSeries.allCases.count..<history.entries.count {
      let isThere = slot < row.values.count && !row.values[slot].isAbsent
      let wasThere = slot < last.values.count && !last.values[slot].isAbsent
      if wasThere, !isThere, !last.values[slot].isStale { zero.replace(slot, .stale) }
      guard isThere, let labels = history.entries[slot]?.labels,
        CounterRule.isCounter(labels.name, history.metadata)
      else { continue }
      zero.replace(slot, 0)
    }
    let moment = min(max(start.milliseconds, last.time &+ 1), time &- 1)
    history.open.append(ScrapeRow(time: moment, values: zero.values, explicit: []))
  }

  /// Seals all rows but the newest, whose values the next scrape is compared with.
  private mutating func seal() {
    history.sealed.append(SealedBlock(Array(history.open.dropLast())))
    history.open.removeFirst(history.open.count - 1)
  }

  private mutating func dropBlocks(_ count: Int) {
    history.sealed.removeFirst(count)
    let held = history.open.reduce(into: Set<Int>()) { held, row in
      for (slot, value) in row.values.enumerated() where !value.isAbsent { held.insert(slot) }
      for sample in row.explicit { held.insert(sample.slot) }
    }
    for slot in ReportSeries.allCases.count..<history.entries.count
    where history.entries[slot] != nil && !held.contains(slot)
      && !history.sealed.contains(where: { $0.holds(slot) })
    {
      table.remove(slot, from: &history)
      lastExplicit[slot] = nil
      // The page before may name the slot, which is free now.
      memory = PageMemory()
    }
  }

  /// `process_start_time_seconds` of the last scrape, where the target has exactly one.
  private var processStart: Timestamp? {
    history.open.last.flatMap { Self.processStart(of: $0.values, history) }
  }

  private static func processStart(of values: [Double], _ history: TargetHistory) -> Timestamp? {
    guard let slots = history.slotsByName["process_start_time_seconds"], slots.count == 1,
      slots[0] < values.count, case let value = values[slots[0]], value.isFinite, value > 0
    else { return nil }
    return Timestamp(seconds: value)
  }
}
