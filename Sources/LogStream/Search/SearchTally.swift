import LogModel
import MetricsModel

/// Counts the records that a search finds by the ids of their values.
struct SearchTally {
  /// More values of a field that has no column are counted as `other`.
  private static let valueBound = 500_000

  private var found = LogStatistics()
  private var times: ClosedRange<Int64>?
  private var paths = IDTotals()
  private var addresses = IDTotals()
  private var agents = IDTotals()
  private var values = IDTotals()
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
    case .time, .latency, .trace, .connection, nil: false
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
    passing.forEach(in: rows) { row in
      let status = chunk.status[row]
      let level = chunk.level[row]
      let isError = level >= Level.error.rawValue || status >= 500
      let flags = chunk.flags[row]
      count(chunk.time[row], isError)
      found.levels[Level(rawValue: level) ?? .unknown, default: 0] += 1
      if status != 0, !flags.contains(.repeated) { found.statuses[Int(status), default: 0] += 1 }
      let event = ConnectionEvent(rawValue: chunk.event[row]) ?? .none
      if event != .none { found.events[event, default: 0] += 1 }
      paths.add(chunk.path[row], isError)
      addresses.add(chunk.address[row], isError)
      agents.add(UInt32(chunk.agent[row]), isError)
      if let column { values.add(ColumnTest.id(column, chunk, row), isError) }
      let latency = chunk.latency[row]
      if latency >= 0, flags.hasOwnLatency {
        found.add(latency: latency)
      }
    }
    if name != nil, column == nil { addTexts(view, passing, snapshot, &reader) }
  }

  private mutating func count(_ time: Int64, _ isError: Bool) {
    found.all.add(isError)
    found.seconds[time.flooredSeconds, default: .init()].add(isError)
    times = min(times?.lowerBound ?? time, time)...max(times?.upperBound ?? time, time)
  }

  private mutating func addTexts(
    _ view: ChunkView,
    _ passing: Bitmap,
    _ snapshot: LogSnapshot,
    _ reader: inout RecordReader
  ) {
    var found = found.values
    reader.forEachRecord(view, passing, snapshot) { _, record in
      let isError = record.level >= .error || record.status ?? 0 >= 500
      let texts =
        field.map { [RecordTest.value(of: $0, in: record)].compactMap(\.self) }
        ?? record.fields.filter { $0.name.lowercased() == name }.map(\.value)
      for text in texts {
        let isKnown = found[text] != nil || found.count < Self.valueBound
        found[isKnown ? text : "other", default: .init()].add(isError)
      }
    }
    self.found.values = found
  }

  /// What has been counted, with the names that the snapshot knows.
  func statistics(_ snapshot: LogSnapshot) -> LogStatistics {
    var result = found
    result.span = times.map {
      Timestamp(milliseconds: $0.lowerBound)...Timestamp(milliseconds: $0.upperBound)
    }
    result.paths = paths.named { snapshot.text(ofID: $0, .path) }
    result.addresses = addresses.named { snapshot.text(ofID: $0, .clientIP) }
    result.agents = agents.named { snapshot.text(ofID: $0, .userAgent) }
    if let field, hasColumn { result.values = values.named { snapshot.text(ofID: $0, field) } }
    return result
  }
}

/// Totals by id.
private struct IDTotals {
  private var totals: [LogStatistics.Total] = []

  @inline(__always)
  mutating func add(_ id: UInt32, _ isError: Bool) {
    let index = Int(id)
    if index >= totals.count {
      totals.append(contentsOf: repeatElement(.init(), count: index + 1 + index / 2 - totals.count))
    }
    totals[index].add(isError)
  }

  /// The totals by text; ids without one, which stand for an absent value, are left out.
  func named(_ text: (UInt32) -> String) -> [String: LogStatistics.Total] {
    var result: [String: LogStatistics.Total] = [:]
    for (id, total) in totals.enumerated() where total.records > 0 {
      let text = text(UInt32(truncatingIfNeeded: id))
      if !text.isEmpty { result[text, default: .init()] = result[text, default: .init()] + total }
    }
    return result
  }
}

extension LogStatistics.Total {
  @inline(__always)
  fileprivate mutating func add(_ isError: Bool) {
    records += 1
    if isError { errors += 1 }
  }
}
