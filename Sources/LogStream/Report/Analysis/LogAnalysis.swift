public import LogModel
public import MetricsModel

/// Keeps the answers to what the screen asks of the log up to date; owned by one thread.
///
/// What a report costs depends on what is new since the one before: records that have come, records
/// that have crossed a border of the window. A new filter looks at everything once, the newest records
/// first.
public struct LogAnalysis {
  private let zone: LogTimeZone
  private var records: FilteredRecords?
  private var clock: Int64?
  private var ranking = TableRanking()
  private var composer = RowComposer()
  private var reporter = ConnectionReporter()
  /// Of the connections that the reporter has seen.
  private var retellings = 0
  private var strangers = StrangeFields()
  /// What answers a picker that asks under a filter of its own; one at most.
  private var pickers: [LogAnalysis] = []
  private var choices = PickerChoices()

  /// An analysis; times of day in filters are those of `zone`.
  public init(zone: LogTimeZone = .utc) { self.zone = zone }

  /// Which records passed the filter of the last report.
  var run: FilterRun? { records?.run }

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
    var records = prepared(request.filter, now: logNow)
    // Held by the local while it changes, so that nothing is copied.
    self.records = nil
    defer { self.records = records }
    let isSettled = records.follow(
      snapshot,
      WindowTally.Key(request, span, requests: snapshot.scope(under: request.filter)),
      span,
      listsConnections: request.connections != nil,
      isCancelled: isCancelled
    )
    guard let isSettled, var current = records.tally.take() else { return nil }
    let run = records.run
    ranking.update(&current, request, run, snapshot, span)
    records.tally = current
    var report = LogReport(request, snapshot, logNow, run, current, ranking)
    if isSettled {
      // What is wrong with a new filter's fields comes behind its list.
      report.strangeFields = strangers.find(
        request.filter,
        in: snapshot,
        at: logNow,
        isCancelled: isCancelled
      )
    }
    if let picker = request.picker {
      report.choices = choices.list(picker, run, current, ranking, snapshot, isCancelled)
    }
    report.connections = connections(records, request, current, snapshot)
    let search = request.search.map {
      RowSearch($0, of: request, in: span, now: logNow, zone: zone, isCancelled: isCancelled)
    }
    composer.fill(&report, run, current, snapshot, search)
    return report
  }

  /// The connections that a request asks for, with the users and agents behind them.
  private mutating func connections(
    _ records: FilteredRecords,
    _ request: LogRequest,
    _ tally: WindowTally,
    _ snapshot: LogSnapshot
  ) -> ConnectionsReport? {
    guard let wanted = request.connections, let lives = records.lives else { return nil }
    let isSettled = records.run.covered >= snapshot.recordCount
    if records.retellings != retellings { reporter.forget() }
    retellings = records.retellings
    var report = reporter.report(lives, wanted, tally.span, snapshot, isSettled: isSettled)
    let texts = snapshot.dictionaries
    report.users = tally.users.rows(ranking.users, texts.users, tally.grid)
    report.agents = tally.agents.rows(ranking.agents, texts.agents, tally.grid)
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

  /// What is kept for a filter: what was there before where it is the same, else anew.
  private mutating func prepared(_ filter: Filter, now: Timestamp) -> FilteredRecords {
    let second = now.milliseconds.flooredSeconds
    if let records, records.run.filter.filter == filter,
      !records.run.filter.followsClock || clock == second
    {
      return records
    }
    clock = second
    reporter = ConnectionReporter()
    ranking = TableRanking()
    choices = PickerChoices()
    retellings = 0
    return FilteredRecords(
      CompiledFilter(filter, now: now, zone: zone),
      replacing: records.take()
    )
  }
}
