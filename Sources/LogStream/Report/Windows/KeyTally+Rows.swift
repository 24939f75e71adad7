import LogModel

extension KeyTally {
  /// The rows of a table, in the order of the ids, whose texts are `entries`.
  func rows(_ ids: [UInt32], _ entries: InternEntries, _ grid: BucketGrid) -> [TrafficRow] {
    ids.map { row($0, entries, grid) }
  }

  /// What was counted of one text.
  func row(_ id: UInt32, _ entries: InternEntries, _ grid: BucketGrid) -> TrafficRow {
    let now = counts(id)
    let before = countsBefore(id)
    var row = TrafficRow(key: entries.text(id))
    row.requests = Int(now.requests)
    row.requestsBefore = Int(before.requests)
    row.serverErrors = Int(now.serverErrors)
    row.serverErrorsBefore = Int(before.serverErrors)
    row.opened = Int(now.opened)
    row.openedBefore = Int(before.opened)
    row.heartbeatTimeouts = Int(now.timeouts)
    row.heartbeatTimeoutsBefore = Int(before.timeouts)
    row.closed = Int(now.closed)
    row.shortLived = Int(now.short)
    row.isWebSocket = now.webSockets > 0
    row.notFound = Int(now.notFound)
    detail(id)?.describe(&row, grid)
    return row
  }
}
