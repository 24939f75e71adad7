import LogModel
import MetricsModel

extension LogReport {
  /// Everything of a report but its list and what is asked of anything one by one.
  init(
    _ request: LogRequest,
    _ snapshot: LogSnapshot,
    _ logNow: Timestamp,
    _ run: FilterRun,
    _ tally: WindowTally,
    _ ranking: TableRanking
  ) {
    let scope = tally.key.requests
    let span = tally.span
    let grid = tally.grid
    let texts = snapshot.dictionaries
    self.init(request: request, counts: Self.series(run, snapshot, scope, logNow))
    countedRole = scope.counted
    logTime = snapshot.newest.map { max($0, logNow) }
    oldest = snapshot.oldest
    received = snapshot.recordCount
    agedOut = snapshot.agedOut
    covered = run.covered
    matched = run.matched
    isCounted = run.uncounted == 0
    errorsPerBucket = Array(repeating: 0, count: grid.count)
    recordsPerBucket = Array(repeating: 0, count: grid.count)
    run.seconds.forEach(in: span.start..<span.end) { second, records, troubles in
      listed += request.scope == .all ? records : troubles
      guard let index = grid.index(of: grid.number(of: second)) else { return }
      errorsPerBucket[index] += troubles
      recordsPerBucket[index] += records
    }
    paths = ranking.paths.map { id in
      var row = tally.paths.row(id, texts.paths, grid)
      row.countsAsOther = snapshot.counts.countsAsOther(id)
      return row
    }
    addresses = tally.addresses.rows(ranking.addresses, texts.addresses, grid)
    closeReasons = tally.closeReasons.map { reason, count in
      let text = texts.reasons.text(UInt32(reason))
      return (reason: text.isEmpty ? "unknown" : text, count: count)
    }.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    shortLivedShare =
      tally.closed > 0 ? Double(tally.short) / Double(tally.closed) : nil
  }

  private static func series(
    _ run: FilterRun,
    _ snapshot: LogSnapshot,
    _ scope: RequestScope,
    _ logNow: Timestamp
  ) -> any SeriesSource {
    guard !run.filter.isAll else { return snapshot.series(logNow: logNow) }
    var counts = run.counts
    counts.coverTimes(of: snapshot.counts)
    return snapshot.series(of: counts, scope: scope, logNow: logNow)
  }
}
