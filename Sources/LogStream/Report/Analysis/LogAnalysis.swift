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
  private var strangers = StrangeFields()
  /// What answers a picker that asks under a filter of its own; one at most.
  private var pickers: [LogAnalysis] = []
  private var choices = PickerChoices()

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
    let key = WindowTally.Key(request, span, requests: snapshot.scope(under: request.filter))
    if tally.map({ $0.key != key || $0.mustBeRebuilt(for: span) }) ?? false { spare = tally.take() }
    let grid = BucketGrid(span, count: key.buckets)
    run.forget(notIn: snapshot) { tally?.remove($0, $1, grid) }
    tally?.move(to: span, run, snapshot, grid)
    tally?.learn(snapshot.answered, run, grid)
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
    // A new filter's list comes first, its counts and what is wrong with its fields behind it.
    let isSettled =
      run.covered >= snapshot.recordCount && (wasCovered || run.uncounted <= Self.countedAtOnce)
    if isSettled, !run.count(snapshot.answered, isCancelled: isCancelled) { return nil }
    if tally?.folds.isStale ?? true {
      spare = tally.take() ?? spare.take()
      tally = WindowTally.rebuilt(key, span, run, snapshot, &spare, isCancelled)
    }
    guard var current = tally else { return nil }
    tally = nil
    ranking.update(&current, request, run, snapshot, span)
    tally = current
    var report = LogReport(request, snapshot, logNow, run, current, ranking)
    if isSettled {
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
    if let lives { report.connections = connections(lives, request, run, current, snapshot) }
    let search = request.search.map {
      RowSearch($0, of: request, in: span, now: logNow, zone: zone, isCancelled: isCancelled)
    }
    composer.fill(&report, run, current, snapshot, search)
    return report
  }

  /// The connections that a request asks for, with the users and agents behind them.
  private mutating func connections(
    _ lives: ConnectionTally,
    _ request: LogRequest,
    _ run: FilterRun,
    _ tally: WindowTally,
    _ snapshot: LogSnapshot
  ) -> ConnectionsReport? {
    guard let wanted = request.connections else { return nil }
    let isSettled = run.covered >= snapshot.recordCount
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
    choices = PickerChoices()
    return FilterRun(CompiledFilter(filter, now: now, zone: zone))
  }

  /// The connections of all records that have been looked at.
  private static func lives(_ run: FilterRun, _ snapshot: LogSnapshot) -> ConnectionTally {
    var lives = ConnectionTally()
    for view in snapshot.chunks { run.forEachPassing(view.chunk.number) { lives.add($0, $1) } }
    return lives
  }
}
