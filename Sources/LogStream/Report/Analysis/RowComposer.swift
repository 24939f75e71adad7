import LogModel
import MetricsModel

/// Makes the rows of the list that the screen shows.
struct RowComposer {
  private var reader = RecordReader()
  private var records: [LogRecordID: LogRecord] = [:]
  private var borrower = ReasonBorrower()
  /// How many growths of records have been seen to.
  private var growth = 0
  /// From this share on a group of reasons is told by the requests that borrowed them.
  private static let lentShare = 0.9

  /// Fills in the report's list, and what `search` finds in it.
  mutating func fill(
    _ report: inout LogReport,
    _ run: FilterRun,
    _ tally: WindowTally,
    _ snapshot: LogSnapshot,
    _ search: RowSearch?
  ) {
    // Lines have come to their texts.
    for id in snapshot.growth.since(growth) { records[id] = nil }
    growth = snapshot.growth.total
    let kept = records
    records = [:]
    if tally.key.isFolded {
      fillFolded(&report, run, tally, snapshot, search, kept)
    } else {
      fillPlain(&report, run, tally, snapshot, search, kept)
    }
  }

  private mutating func fillFolded(
    _ report: inout LogReport,
    _ run: FilterRun,
    _ tally: WindowTally,
    _ snapshot: LogSnapshot,
    _ search: RowSearch?,
    _ kept: [LogRecordID: LogRecord]
  ) {
    let lenders = lenders(tally, snapshot)
    var lent: [UInt32: Int] = [:]
    for (shape, lender) in lenders {
      lent[lender, default: 0] += tally.folds.groups[shape]?.count ?? 0
    }
    let told = tally.folds.groups
      .filter { Double(lent[$0.key] ?? 0) < Self.lentShare * Double($0.value.count) }
    let groups = Self.ordered(told)
    report.rowCount = groups.count
    if var search { report.found = search.answer(groups, lenders: lenders, run, snapshot) }
    let range = Self.range(report, of: groups.count)
    report.firstRow = range.lowerBound
    for (shape, group) in groups[range] {
      guard var row = row(group.newest, snapshot, kept) else { continue }
      row.group = shape
      row.count = group.count
      row.otherAddresses = group.otherAddresses
      row.first = Timestamp(milliseconds: group.first)
      report.rows.append(row)
    }
  }

  /// The groups by the second of their newest record, which is the time that a row shows; within a second
  /// in the order in which they were first seen, so that rows do not swap places with every record.
  private static func ordered(
    _ groups: [UInt32: FoldTally.Group]
  ) -> [(shape: UInt32, group: FoldTally.Group)] {
    groups.map { (shape: $0.key, group: $0.value) }.sorted { left, right in
      let (a, b) = (left.group.newest.time.flooredSeconds, right.group.newest.time.flooredSeconds)
      return a == b ? left.shape < right.shape : a < b
    }
  }

  /// For each group of failed requests the shape of the records that say why.
  ///
  /// Such a record and its request are one failure: where nearly all of a group belong to requests of
  /// the list, the group is told by their row, which has borrowed its reason.
  private mutating func lenders(_ tally: WindowTally, _ snapshot: LogSnapshot) -> [UInt32: UInt32] {
    var lenders: [UInt32: UInt32] = [:]
    for (shape, group) in tally.folds.groups {
      guard let view = snapshot.view(of: group.newest.chunk),
        let reason = borrower.reason(for: group.newest, view, snapshot, &reader),
        reason.lender == .trace
      else { continue }
      lenders[shape] = reason.shape
    }
    return lenders
  }

  private mutating func fillPlain(
    _ report: inout LogReport,
    _ run: FilterRun,
    _ tally: WindowTally,
    _ snapshot: LogSnapshot,
    _ search: RowSearch?,
    _ kept: [LogRecordID: LogRecord]
  ) {
    report.rowCount = report.listed
    if var search { report.found = search.answer(run, snapshot) }
    let range = Self.range(report, of: report.listed)
    report.firstRow = range.lowerBound
    let scope = report.request.scope
    for reference in Self.references(range, scope, run, tally.span, snapshot) {
      if let row = row(reference, snapshot, kept) { report.rows.append(row) }
    }
  }

  /// Which of `count` rows are wanted: those around a row that was found, else those at the anchor.
  private static func range(_ report: LogReport, of count: Int) -> Range<Int> {
    let wanted = max(0, min(report.request.count, 100_000))
    if case .row(let found) = report.found {
      let first = max(0, min(found - wanted / 2, count - wanted))
      return first..<min(count, first + wanted)
    }
    switch report.request.anchor {
    case .tail: return max(0, count - wanted)..<count
    case .index(let index):
      let first = max(0, min(index, count))
      return first..<min(count, first + wanted)
    }
  }

  /// The records at the given places of the list: the seconds in which they lie are found by counting,
  /// and only their records are put in order.
  private static func references(
    _ range: Range<Int>,
    _ scope: LogRequest.Scope,
    _ run: FilterRun,
    _ span: WindowSpan,
    _ snapshot: LogSnapshot
  ) -> ArraySlice<RowReference> {
    guard !range.isEmpty else { return [] }
    var seen = 0
    var skipped = 0
    var seconds: Range<Int64>?
    run.seconds.forEach(in: span.start..<span.end) { second, records, troubles in
      let count = scope == .all ? records : troubles
      defer { seen += count }
      guard seen + count > range.lowerBound, seen < range.upperBound, count > 0 else { return }
      if seconds == nil { skipped = seen }
      seconds = (seconds?.lowerBound ?? second)..<second + 1
    }
    guard let seconds else { return [] }
    let times = seconds.lowerBound * 1_000..<seconds.upperBound * 1_000
    var found: [RowReference] = []
    for view in snapshot.chunks where view.summary.overlaps(times) {
      run.forEachPassing(view.chunk.number) { chunk, row in
        let time = chunk.time[row]
        guard times.contains(time), scope == .all || chunk.flags[row].contains(.trouble) else {
          return
        }
        found.append(
          RowReference(time: time, chunk: chunk.number, row: UInt32(truncatingIfNeeded: row))
        )
      }
    }
    found.sort()
    let first = min(found.count, range.lowerBound - skipped)
    return found[first..<min(found.count, first + range.count)]
  }

  private mutating func row(
    _ reference: RowReference,
    _ snapshot: LogSnapshot,
    _ kept: [LogRecordID: LogRecord]
  ) -> LogRow? {
    guard let view = snapshot.view(of: reference.chunk) else { return nil }
    let row = Int(reference.row)
    guard let record = kept[reference.id] ?? reader.record(view, row, snapshot) else { return nil }
    records[reference.id] = record
    var result = LogRow(record: record)
    if let reason = borrower.reason(for: reference, view, snapshot, &reader) {
      result.borrowedReason = reason.text
      result.lender = reason.lender
    } else if snapshot.scope.counting(Int(view.chunk.source[row])) == .failuresOfEdge,
      view.chunk.flags[row].contains(.ofEdge),
      !snapshot.answered.contains(reference.chunk, row)
    {
      result.borrowedReason = "only the edge saw it"
    }
    return result
  }
}
