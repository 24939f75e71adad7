import LogModel
import MetricsModel

/// Counts the records that a search finds by the ids of their values.
struct SearchTally {
  /// More values of a field that has no column are counted as `other`.
  private static let valueBound = 500_000
  /// So many names of other fields are kept.
  private static let nameBound = 1_000

  private var found = LogStatistics()
  private var levels = InlineArray<8, Int>(repeating: 0)
  private var events = InlineArray<8, Int>(repeating: 0)
  /// Requests by status; the last place is for what is none.
  private var statuses = [Int](repeating: 0, count: 1_001)
  private var first = Int64.max
  private var last = Int64.min
  /// The second that is being counted, and what it has.
  private var second = Int64.min
  private var inSecond = LogStatistics.Total()
  private var paths = IDTotals()
  private var addresses = IDTotals()
  private var agents = IDTotals()
  private var values = IDTotals()
  /// The values of a field that has no column.
  private var texts: [String: LogStatistics.Total] = [:]
  /// The name of the field whose values are counted, in lower case.
  private let name: String?
  /// The same where it is one of the vocabulary.
  private let field: FilterField?

  /// Nothing yet; values of the field `name` are counted too.
  init(by name: String?) {
    self.name = name?.lowercased()
    self.field = name.flatMap(FilterField.init(named:))
  }

  /// Whether the field's values are found in a column.
  private var hasColumn: Bool {
    switch field {
    case .time, .latency, .trace, .span, .parentSpan, .connection, .instance, nil: false
    case .path, .clientIP, .userAgent, .user, .reason, .message, .method, .status, .level, .event,
      .source:
      // The column of messages and reasons has them without their variable parts.
      field != .message && field != .reason
    }
  }

  /// Counts the rows that pass.
  mutating func add(
    _ view: ChunkView,
    _ rows: Range<Int>,
    _ passing: Bitmap,
    _ snapshot: LogSnapshot,
    _ reader: inout RecordReader
  ) {
    let chunk = view.chunk
    let column = hasColumn ? field : nil
    var errors: [Int32] = []
    countRecords(chunk, rows, passing, &errors)
    // Column by column: the rows' places in the tables lie far apart, and so their misses overlap.
    paths.add(chunk.path, rows, passing, errors)
    addresses.add(chunk.address, rows, passing, errors)
    agents.add(chunk.agent, rows, passing, errors)
    if let column {
      values.add(rows, passing, errors) { ColumnTest.id(column, chunk, $0) }
    } else if name != nil {
      addTexts(view, passing, snapshot, &reader)
    }
  }

  /// Counts everything but values of columns; `errors` receives the rows that are errors.
  private mutating func countRecords(
    _ chunk: LogChunk,
    _ rows: Range<Int>,
    _ passing: Bitmap,
    _ errors: inout [Int32]
  ) {
    passing.forEach(in: rows) { row in
      let status = chunk.status[row]
      let level = chunk.level[row]
      let isError = level >= Level.error.rawValue || status >= 500
      if isError { errors.append(Int32(truncatingIfNeeded: row)) }
      let flags = chunk.flags[row]
      count(chunk.time[row], isError, flags)
      levels[Int(level & 7)] &+= 1
      if !flags.contains(.repeated) { statuses[Int(min(status, 1_000))] &+= 1 }
      events[Int(chunk.event[row] & 7)] &+= 1
      let latency = chunk.latency[row]
      if latency >= 0, flags.hasOwnLatency { found.add(latency: latency) }
    }
  }

  @inline(__always)
  private mutating func count(_ time: Int64, _ isError: Bool, _ flags: RowFlags) {
    // Within the second without a division; times are bounded, so nothing overflows.
    if second == .min || UInt64(bitPattern: time &- second &* 1_000) >= 1_000 {
      leaveSecond()
      second = time.flooredSeconds
    }
    inSecond.add(isError)
    if flags.contains(.request), !flags.contains(.repeated) { inSecond.requests += 1 }
    first = min(first, time)
    last = max(last, time)
  }

  private mutating func leaveSecond() {
    guard inSecond.records > 0 else { return }
    found.all = found.all + inSecond
    found.seconds[second, default: .init()] = found.seconds[second, default: .init()] + inSecond
    inSecond = .init()
  }

  private mutating func addTexts(
    _ view: ChunkView,
    _ passing: Bitmap,
    _ snapshot: LogSnapshot,
    _ reader: inout RecordReader
  ) {
    var found = texts
    var others = self.found.otherFields
    reader.forEachRecord(view, passing, snapshot) { _, record in
      let isError = record.level >= .error || record.status ?? 0 >= 500
      let texts =
        field.map { [RecordTest.value(of: $0, in: record)].compactMap(\.self) }
        ?? record.fields.filter { $0.name.lowercased() == name }.map(\.value)
      if texts.isEmpty, others.count < Self.nameBound {
        others.formUnion(record.fields.map(\.name))
      }
      for text in texts {
        let isKnown = found[text] != nil || found.count < Self.valueBound
        found[isKnown ? text : "other", default: .init()].add(isError)
      }
    }
    texts = found
    self.found.otherFields = others
  }

  /// What has been counted, with the names that the snapshot knows.
  func statistics(_ snapshot: LogSnapshot) -> LogStatistics {
    var whole = self
    whole.leaveSecond()
    var result = whole.found
    if first <= last {
      result.span = Timestamp(milliseconds: first)...Timestamp(milliseconds: last)
    }
    for level in Level.allCases where levels[Int(level.rawValue)] > 0 {
      result.levels[level] = levels[Int(level.rawValue)]
    }
    for (status, count) in statuses.enumerated() where status != 0 && count > 0 {
      result.statuses[status] = count
    }
    for index in events.indices where events[index] > 0 {
      let event = ConnectionEvent(rawValue: UInt8(index)) ?? .none
      if event != .none { result.events[event] = events[index] }
    }
    result.paths = paths.named(.path, snapshot)
    result.addresses = addresses.named(.clientIP, snapshot)
    result.agents = agents.named(.userAgent, snapshot)
    if let field, hasColumn {
      result.values = values.named(field, snapshot)
    } else {
      result.values = ValueTotals(texts)
    }
    return result
  }
}

/// Totals by id.
private struct IDTotals {
  private var totals: [IDTotal] = []

  /// Counts the ids of rows, and those of the errors among them.
  @inline(__always)
  mutating func add(
    _ rows: Range<Int>,
    _ passing: Bitmap,
    _ errors: [Int32],
    _ id: (Int) -> UInt32
  ) {
    var totals = totals
    self.totals = []
    passing.forEach(in: rows) { row in
      let index = Int(id(row))
      if index >= totals.count {
        let missing = index + 1 + index / 2 - totals.count
        totals.append(contentsOf: repeatElement(.init(), count: missing))
      }
      totals[index].records &+= 1
    }
    for row in errors { totals[Int(id(Int(row)))].errors &+= 1 }
    self.totals = totals
  }

  /// The same for a column.
  mutating func add<ID: FixedWidthInteger & UnsignedInteger>(
    _ column: Column<ID>,
    _ rows: Range<Int>,
    _ passing: Bitmap,
    _ errors: [Int32]
  ) {
    add(rows, passing, errors) { UInt32(truncatingIfNeeded: column[$0]) }
  }

  /// The totals with the names that the snapshot knows.
  func named(_ field: FilterField, _ snapshot: LogSnapshot) -> ValueTotals {
    ValueTotals(totals) { snapshot.text(ofID: $0, field) }
  }
}

extension LogStatistics.Total {
  @inline(__always)
  fileprivate mutating func add(_ isError: Bool) {
    records += 1
    if isError { errors += 1 }
  }
}
