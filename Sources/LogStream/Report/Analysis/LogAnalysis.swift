public import LogModel
public import MetricsModel

/// Keeps the answers to what the screen asks of the log up to date; owned by one thread.
///
/// What a report costs depends on what is new since the one before: records that have come, records
/// that have crossed a border of the window. A new filter looks at everything once, the newest records
/// first.
public struct LogAnalysis {
  /// So many records are counted in the report in which they are found.
  private static let countedAtOnce = 5_000

  private let zone: LogTimeZone
  private(set) var run: FilterRun?
  private var clock: Int64?
  private var tally: WindowTally?
  private var ranking = TableRanking()
  /// A tally that is over, whose memory the next one takes.
  private var spare: WindowTally?
  private var composer = RowComposer()
  private var lives: ConnectionTally?
  private var reporter = ConnectionReporter()
  /// What answers a picker that asks under a filter of its own; one at most.
  private var pickers: [LogAnalysis] = []
  /// The values of a field of the log's own: they cost too much to be looked for more than once a second.
  private var ownChoices: (picker: LogRequest.Picker, start: Int64, choices: [Choice])?

  /// An analysis; times of day in filters are those of `zone`.
  public init(zone: LogTimeZone = .utc) { self.zone = zone }

  /// The report for a request over a snapshot; nil when `isCancelled` said so on the way.
  ///
  /// `logNow` is where the log's clock stands: the window's end while the request follows the log.
  /// While `covered` is less than `received`, or `isCounted` is false, the report is honest but not
  /// complete: ask again.
  public mutating func report(
    for request: LogRequest,
    over snapshot: LogSnapshot,
    logNow: Timestamp,
    isCancelled: @escaping () -> Bool = { false }
  ) -> LogReport? {
    guard let filter = request.picker?.filter, filter != request.filter else {
      pickers = []
      return answer(to: request, over: snapshot, logNow: logNow, isCancelled: isCancelled)
    }
    var own = request
    own.picker = nil
    var report = answer(to: own, over: snapshot, logNow: logNow, isCancelled: isCancelled)
    var question = LogRequest(filter: filter, windowSeconds: request.windowSeconds)
    question.windowEnd = request.windowEnd
    question.picker = request.picker
    question.folded = false
    (question.count, question.tableRows) = (0, 0)
    var picker = pickers.popLast() ?? LogAnalysis(zone: zone)
    let listed = picker.answer(
      to: question,
      over: snapshot,
      logNow: logNow,
      isCancelled: isCancelled
    )
    pickers = [picker]
    guard let listed else { return nil }
    report?.request = request
    report?.choices = listed.choices
    let covered = report?.covered ?? 0
    report?.covered = min(covered, listed.covered)
    return report
  }

  /// The same for a request whose picker asks under its filter.
  private mutating func answer(
    to request: LogRequest,
    over snapshot: LogSnapshot,
    logNow: Timestamp,
    isCancelled: @escaping () -> Bool
  ) -> LogReport? {
    let end = request.windowEnd ?? logNow
    let span = WindowSpan(seconds: request.windowSeconds, end: end.milliseconds)
    var run = prepared(request.filter, now: logNow)
    var tally = self.tally
    var lives = request.connections == nil ? nil : self.lives ?? Self.lives(run, snapshot)
    // Held by the locals while they change, so that nothing is copied.
    self.run = nil
    self.tally = nil
    self.lives = nil
    defer {
      self.run = run
      self.tally = tally
      self.lives = lives
    }
    let key = WindowTally.Key(
      length: span.length,
      buckets: request.buckets,
      scope: request.scope,
      isFolded: request.folded,
      picker: Self.pickerField(request),
      countsTables: request.tableRows > 0,
      countsClients: request.connections != nil,
      requests: snapshot.scope(under: request.filter)
    )
    if tally.map({ $0.key != key || $0.mustBeRebuilt(for: span) }) ?? false { spare = tally.take() }
    let grid = BucketGrid(span, count: key.buckets)
    run.forget(notIn: snapshot) { tally?.remove($0, $1, grid) }
    if tally != nil { Self.move(&tally, to: span, run, snapshot, grid) }
    let wasCovered = run.covered >= snapshot.recordCount
    let isDone = run.advance(
      over: snapshot,
      window: span.bothInMilliseconds,
      isCancelled: isCancelled
    ) {
      tally?.add($0, $1, grid)
      lives?.add($0, $1)
    }
    guard isDone else { return nil }
    // A new filter's list comes first, its counts behind it.
    if run.covered >= snapshot.recordCount,
      wasCovered || run.uncounted <= Self.countedAtOnce
    {
      guard run.count(isCancelled: isCancelled) else { return nil }
    }
    if tally?.folds.isStale ?? true {
      spare = tally.take() ?? spare.take()
      tally = Self.rebuilt(key, span, run, snapshot, &spare, isCancelled)
    }
    guard var current = tally else { return nil }
    tally = nil
    ranking.update(&current, request, run, snapshot, span)
    tally = current
    var report = summary(request, snapshot, logNow, span, run, current)
    if let picker = request.picker {
      report.choices = choices(picker, span, run, current, snapshot, isCancelled)
    }
    if let lives, let wanted = request.connections {
      var connections = reporter.report(
        lives,
        wanted,
        span,
        snapshot,
        isSettled: run.covered >= snapshot.recordCount
      )
      connections.users = rows(ranking.users, current.users, snapshot.dictionaries.users, grid)
      connections.agents = rows(ranking.agents, current.agents, snapshot.dictionaries.agents, grid)
      report.connections = connections
    }
    let search = request.search.map {
      RowSearch($0, of: request, in: span, now: logNow, zone: zone, isCancelled: isCancelled)
    }
    composer.fill(&report, run, current, snapshot, search)
    return report
  }

  /// One record, whole, secrets masked; nil when it is no longer held.
  public func record(_ id: LogRecordID, in snapshot: LogSnapshot) -> LogRecord? {
    guard let view = snapshot.view(of: id.chunk), Int(id.row) < view.count else { return nil }
    return RecordReader().record(view, Int(id.row), snapshot)
  }

  /// What contributes to the records that pass `filter` between two times more than it normally does.
  public func contributors(
    filter: Filter,
    from: Timestamp,
    through: Timestamp,
    over snapshot: LogSnapshot
  ) -> [Contributor] {
    ContributorSearch(
      filter: CompiledFilter(filter, now: through, zone: zone),
      from: from,
      through: through
    ).run(over: snapshot)
  }

  /// The run of a filter: the one before where it is the same, else a new one.
  private mutating func prepared(_ filter: Filter, now: Timestamp) -> FilterRun {
    let second = now.milliseconds.flooredSeconds
    if let run, run.filter.filter == filter, !run.filter.followsClock || clock == second {
      return run
    }
    clock = second
    spare = tally.take() ?? spare.take()
    lives = nil
    reporter = ConnectionReporter()
    ranking = TableRanking()
    ownChoices = nil
    return FilterRun(CompiledFilter(filter, now: now, zone: zone))
  }

  private static func pickerField(_ request: LogRequest) -> FilterField? {
    switch request.picker.flatMap({ FilterField(named: $0.field) }) {
    case .time, .latency, .trace, .connection, nil: nil
    case let field?: field
    }
  }

  /// Moves the window; only chunks with records near its borders are looked at.
  private static func move(
    _ tally: inout WindowTally?,
    to span: WindowSpan,
    _ run: FilterRun,
    _ snapshot: LogSnapshot,
    _ grid: BucketGrid
  ) {
    guard let changes = tally?.span.changes(to: span), !changes.isEmpty else { return }
    for view in snapshot.chunks where changes.contains(where: view.summary.overlaps) {
      run.forEachPassing(view.chunk.number) { tally?.move($0, $1, to: span, grid) }
    }
    tally?.settle(at: span)
  }

  /// A new tally over all records of the window that have been looked at, in the memory of `spare`; nil
  /// when cancelled.
  private static func rebuilt(
    _ key: WindowTally.Key,
    _ span: WindowSpan,
    _ run: FilterRun,
    _ snapshot: LogSnapshot,
    _ spare: inout WindowTally?,
    _ isCancelled: () -> Bool
  ) -> WindowTally? {
    var tally =
      spare.take() ?? WindowTally(key: key, span: span, dictionaries: snapshot.dictionaries)
    tally.restart(key, span)
    let grid = tally.grid
    for view in snapshot.chunks where view.summary.overlaps(span.bothInMilliseconds) {
      if isCancelled() {
        spare = tally
        return nil
      }
      run.forEachPassing(view.chunk.number) { tally.add($0, $1, grid) }
    }
    return tally
  }

  /// The values that a picker lists.
  private mutating func choices(
    _ picker: LogRequest.Picker,
    _ span: WindowSpan,
    _ run: FilterRun,
    _ tally: WindowTally,
    _ snapshot: LogSnapshot,
    _ isCancelled: () -> Bool
  ) -> [Choice] {
    guard tally.picker == nil else { return ranking.choices(tally, snapshot, tally.grid) }
    guard FilterField(named: picker.field) == nil else {
      return IdentifierChoices.choices(picker, run, span, snapshot)
    }
    let isWhole = run.covered >= snapshot.recordCount
    if let known = ownChoices, known.picker == picker, known.start == span.start, isWhole {
      return known.choices
    }
    let choices = OwnFieldChoices.choices(
      picker,
      run,
      span,
      snapshot,
      isCancelled: isCancelled
    )
    ownChoices = isWhole && !isCancelled() ? (picker, span.start, choices) : nil
    return choices
  }

  /// Everything of a report but its list and what is asked of anything one by one.
  private func summary(
    _ request: LogRequest,
    _ snapshot: LogSnapshot,
    _ logNow: Timestamp,
    _ span: WindowSpan,
    _ run: FilterRun,
    _ tally: WindowTally
  ) -> LogReport {
    let scope = tally.key.requests
    var report = LogReport(request: request, counts: series(run, snapshot, scope, logNow))
    report.countedRole = scope.counted
    report.logTime = snapshot.newest.map { max($0, logNow) }
    report.oldest = snapshot.oldest
    report.received = snapshot.recordCount
    report.agedOut = snapshot.agedOut
    report.covered = run.covered
    report.matched = run.matched
    report.isCounted = run.uncounted == 0
    let grid = tally.grid
    report.errorsPerBucket = Array(repeating: 0, count: grid.count)
    report.recordsPerBucket = Array(repeating: 0, count: grid.count)
    run.seconds.forEach(in: span.start..<span.end) { second, records, troubles in
      report.listed += request.scope == .all ? records : troubles
      guard let index = grid.index(of: grid.number(of: second)) else { return }
      report.errorsPerBucket[index] += troubles
      report.recordsPerBucket[index] += records
    }
    report.paths = ranking.paths.map { id in
      var row = Self.row(id, tally.paths, snapshot.dictionaries.paths, grid)
      row.countsAsOther = snapshot.counts.countsAsOther(id)
      return row
    }
    report.addresses = rows(
      ranking.addresses,
      tally.addresses,
      snapshot.dictionaries.addresses,
      grid
    )
    report.closeReasons = tally.closeReasons.map { reason, count in
      let text = snapshot.dictionaries.reasons.text(UInt32(reason))
      return (reason: text.isEmpty ? "unknown" : text, count: count)
    }.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    report.shortLivedShare =
      tally.closed > 0 ? Double(tally.short) / Double(tally.closed) : nil
    return report
  }

  /// The connections of all records that have been looked at.
  private static func lives(_ run: FilterRun, _ snapshot: LogSnapshot) -> ConnectionTally {
    var lives = ConnectionTally()
    for view in snapshot.chunks { run.forEachPassing(view.chunk.number) { lives.add($0, $1) } }
    return lives
  }

  private func rows(
    _ ids: [UInt32],
    _ tally: KeyTally,
    _ entries: InternEntries,
    _ grid: BucketGrid
  ) -> [TrafficRow] {
    ids.map { Self.row($0, tally, entries, grid) }
  }

  private func series(
    _ run: FilterRun,
    _ snapshot: LogSnapshot,
    _ scope: RequestScope,
    _ logNow: Timestamp
  )
    -> any SeriesSource
  {
    guard !run.filter.isAll else { return snapshot.series(logNow: logNow) }
    var counts = run.counts
    counts.coverTimes(of: snapshot.counts)
    return snapshot.series(of: counts, scope: scope, logNow: logNow)
  }

  private static func row(
    _ id: UInt32,
    _ tally: KeyTally,
    _ entries: InternEntries,
    _ grid: BucketGrid
  ) -> TrafficRow {
    let now = tally.counts(id)
    let before = tally.countsBefore(id)
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
    tally.detail(id)?.describe(&row, grid)
    return row
  }
}
