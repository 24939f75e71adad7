import Alerting
import Dashboard
import LogModel
import LogStream
import MetricsClient
import MetricsModel
import Profiles
import PromQL
import SeriesStore
import Synchronization

/// The thread that computes panels and rules: once a second, after scrapes, and when asked anew.
final class EvaluationWorker: Sendable {
  /// The least seconds between two computations for one request.
  private static let pace = 0.5
  /// The least seconds between two evaluations of the rules while nothing fires or is about to.
  private static let calmPace = 1.9
  /// The same while something does.
  private static let alarmPace = 0.9
  /// Seconds between two looks at which metrics there are.
  private static let recognitionInterval = 5.0
  /// What contributes to an alert is looked for from this many seconds before it began on.
  private static let contributorLead = 30.0

  private let worker = Worker<PanelRequest>()
  private let metrics: MetricsStore
  private let log: LogIntake
  private let analysis: AnalysisWorker
  private let interval: @Sendable (String) -> Double
  private let targets: @Sendable () -> [TargetStatus]
  private let remote: @Sendable () -> RemoteView?
  private let remoteStatus: @Sendable () -> RemoteStatus?
  private let remoteRules: @Sendable () -> (any RuleDelegate)?
  private let isSettled: @Sendable () -> Bool
  private let post: @Sendable (AppEvent) -> Void
  private let firstScrape = Mutex<Timestamp?>(nil)
  private let evaluation: Mutex<Evaluation>

  /// `interval` gives the seconds between two scrapes of an instance; `isSettled` says whether everything
  /// that is named has been read or has failed.
  init(
    _ configuration: Configuration,
    metrics: MetricsStore,
    log: LogIntake,
    analysis: AnalysisWorker,
    interval: @escaping @Sendable (String) -> Double,
    targets: @escaping @Sendable () -> [TargetStatus],
    remote: @escaping @Sendable () -> RemoteView?,
    remoteStatus: @escaping @Sendable () -> RemoteStatus?,
    remoteRules: @escaping @Sendable () -> (any RuleDelegate)?,
    isSettled: @escaping @Sendable () -> Bool,
    post: @escaping @Sendable (AppEvent) -> Void
  ) throws {
    self.metrics = metrics
    self.log = log
    self.analysis = analysis
    self.interval = interval
    self.targets = targets
    self.remote = remote
    self.remoteStatus = remoteStatus
    self.remoteRules = remoteRules
    self.isSettled = isSettled
    self.post = post
    evaluation = Mutex(try Evaluation(configuration))
  }

  /// Begins to work.
  func start() {
    analysis.whenFiltered { [worker] in worker.wake() }
    worker.start(
      name: "imtop evaluation",
      pace: Self.pace,
      share: 0.3,
      idle: 1,
      state: Self.nothing
    ) { [self] _, turn in
      evaluation.withLock { run(&$0, turn) }
    }
  }

  @Sendable private static func nothing() {}

  /// Asks for other panels from now on.
  func ask(_ request: PanelRequest) { worker.ask(request) }

  /// Says that a scrape has ended; its time is that of its samples.
  func scraped(at time: Timestamp?) {
    firstScrape.withLock { $0 = $0 ?? time }
    worker.wake()
  }

  /// Says that a Prometheus server has answered.
  func remoteChanged() { worker.wake() }

  /// The metrics that profiles and panels speak of.
  var metricNames: Set<String> { evaluation.withLock { $0.metricNames } }

  /// The names of everything that rules can read now: beside targets, a server gives them nothing but the
  /// past of what is scraped.
  var ruleSeriesNames: Set<String> {
    Self.ruleSeriesNames(
      Set(metrics.metricNames()).union(log.counts(at: .wallClock).metricNames())
        .union(madeHere.metricNames()),
      remote().map { ($0.catalog.names, $0.watchesTargets) }
    )
  }

  /// The names of what was read here, and of a server's series where it is all that is watched.
  static func ruleSeriesNames(
    _ own: Set<String>,
    _ server: (names: Set<String>, isBesideTargets: Bool)?
  ) -> Set<String> {
    guard let server, !server.isBesideTargets else { return own }
    return own.union(server.names)
  }

  /// Which profile fits the series that are there now.
  func recognition() -> Recognition {
    let now = Timestamp.wallClock
    return evaluation.withLock { evaluation in
      evaluation.recognise(
        scraped: metrics,
        log: log.counts(at: now),
        logNow: log.clock.time(at: now) ?? now,
        remote: remote(),
        at: now,
        atMostEvery: 0,
        interval: interval
      )
      return evaluation.recognition
    }
  }

  /// Why panels cannot be computed from what has been read.
  func troubles(of panels: [ConfiguredPanel]) -> [EvaluationTrouble] {
    let now = Timestamp.wallClock
    let source = CombinedSource([read(at: now), madeHere])
    return EvaluationTrouble.all(of: panels, recognition().definitions, over: source, at: now)
  }

  /// Why rules cannot be evaluated over what has been read.
  func troubles(of groups: [RuleGroup]) -> [EvaluationTrouble] {
    guard remoteRules() == nil else {
      return EvaluationTrouble.all(of: groups, judged: evaluation.withLock { $0.statuses })
    }
    let now = Timestamp.wallClock
    let source = CombinedSource([read(at: now), evaluation.withLock { $0.own }])
    return EvaluationTrouble.all(of: groups, recognition().definitions, over: source, at: now)
  }

  /// What is doubtful in panels and rules over what has been read.
  func doubts(
    of panels: [ConfiguredPanel],
    _ groups: [RuleGroup]
  ) -> (panels: [EvaluationTrouble], rules: [EvaluationTrouble]) {
    let now = Timestamp.wallClock
    let source = CombinedSource([read(at: now), madeHere])
    let doubts = ExpressionDoubts(
      definitions: recognition().definitions,
      source: source,
      time: now
    )
    let rules = EvaluationTrouble.texts(of: groups) + EvaluationTrouble.twins(in: groups)
    return (doubts.of(panels), doubts.of(groups) + rules)
  }

  /// How the rules stood when they were evaluated last.
  var ruleStatuses: [AlertStatus] { evaluation.withLock { $0.statuses } }

  /// Whether rules have been evaluated with what a server tells of them, or of their past; without one at once.
  var hasJudgedRules: Bool {
    guard remote() != nil || remoteRules() != nil else { return true }
    return evaluation.withLock { evaluation in
      evaluation.isSettled && !evaluation.statuses.contains(where: \.isAwaitingServer)
    }
  }

  /// What was scraped, and the log's counts on the clock of the scrapes.
  private func read(at now: Timestamp) -> CombinedSource {
    let counts = ShiftedSource(source: log.counts(at: now), offset: Int64(log.clock.skew * 1000))
    return CombinedSource([metrics, counts])
  }

  /// Ends the thread.
  func stop() { worker.stop() }

  private func run(_ evaluation: inout Evaluation, _ turn: Worker<PanelRequest>.Turn) {
    let now = Timestamp.wallClock
    let skew = Int64(log.clock.skew * 1000)
    let logNow = log.clock.time(at: now) ?? now
    let counts = ShiftedSource(source: log.counts(at: now), offset: skew)
    let view = remote()
    evaluation.own.note(ownFacts(evaluation), at: now)
    evaluation.recognise(
      scraped: metrics,
      log: counts,
      logNow: logNow.moved(by: skew),
      remote: view,
      at: now,
      atMostEvery: Self.recognitionInterval,
      interval: interval
    )
    if let request = turn.request {
      let filtered = analysis.counts(for: request.filter)
      let inputs = PanelInputs(
        now: now,
        scraped: RuledSource(
          made: evaluation.rules.recorded,
          read: CombinedSource([metrics, evaluation.own])
        ),
        log: counts,
        filteredLog: ShiftedSource(
          source: log.counts(
            at: now,
            passing: (request.filter, filtered?.counts ?? SilentSource())
          ),
          offset: skew
        ),
        filter: request.filter,
        recognition: evaluation.recognition,
        recognitionVersion: evaluation.recognitionVersion,
        pastVersion: log.pastVersion,
        filteredVersion: filtered.map { $0.isComplete ? 2 : 1 } ?? 0,
        firstScrape: firstScrape.withLock { $0 },
        logBegin: log.store.snapshot().oldest?.moved(by: skew),
        remote: view
      )
      if let report = evaluation.panels.report(
        for: request,
        inputs: inputs,
        isCancelled: turn.isCancelled
      ) {
        post(.panels(report))
      }
    }
    if !turn.isCancelled() { evaluateRules(&evaluation, counts, view, at: now) }
    log.keepToLimit()
  }

  private func evaluateRules(
    _ evaluation: inout Evaluation,
    _ counts: any SeriesSource,
    _ view: RemoteView?,
    at now: Timestamp
  ) {
    let pace = evaluation.isCalm ? Self.calmPace : Self.alarmPace
    guard evaluation.lastRules.map({ now.seconds(since: $0) >= pace }) ?? true else { return }
    evaluation.lastRules = now
    evaluation.rulesSince = evaluation.rulesSince ?? now
    evaluation.note(isSettled: isSettled())
    let snapshot = log.store.snapshot()
    let logNow = log.clock.time(at: now) ?? now
    let firstScrape = firstScrape.withLock { $0 }
    let delegate = remoteRules()
    let past =
      delegate == nil ? view?.past(before: metrics, firstScrape: firstScrape) ?? metrics : metrics
    let hasPast = delegate != nil || past is RemotePast
    let known = hasPast ? Double(RemotePast.reachOfRules) / 1000 : 0
    evaluation.choosePast(
      scraped: known + (firstScrape.map { now.seconds(since: $0) } ?? 0),
      logged: snapshot.oldest.map { logNow.seconds(since: $0) } ?? 0
    )
    let logBegin = snapshot.oldest?.moved(by: Int64(log.clock.skew * 1000))
    let cover = SourceCover(
      start: evaluation.rulesSince ?? now,
      firstScrape: firstScrape,
      logBegin: logBegin,
      remote: evaluation.isSettled ? view : nil,
      isServerAlone: delegate != nil
    )
    let statuses = evaluation.rules.evaluate(
      at: now,
      source: CombinedSource([past, counts, evaluation.own]),
      // What a server answers comes in bit by bit.
      past: past is RemotePast ? nil : [log.pastVersion, Int(log.clock.skew)],
      logLateness: log.clock.lateness,
      isSettled: evaluation.isSettled,
      delegate: delegate,
      known: KnownTime(since: cover.knownSince)
    ) { filter, since in
      guard let parsed = try? FilterParser.parse(filter) else { return [] }
      let seconds = min(600, EvaluationWorker.contributorLead + max(0, now.seconds(since: since)))
      return LogAnalysis(zone: .local).contributors(
        filter: parsed,
        from: logNow.advanced(bySeconds: -seconds),
        through: logNow,
        over: snapshot
      )
    }
    evaluation.isCalm = statuses.allSatisfy { $0.state != .firing && $0.state != .pending }
    evaluation.statuses = statuses.map { $0.withQueries(evaluation.rules.definitions) }
    post(.alerts(evaluation.statuses))
  }

  private func ownFacts(_ evaluation: Evaluation) -> OwnFacts {
    let snapshot = log.store.snapshot()
    return OwnFacts(
      sources: log.statuses,
      held: snapshot.recordCount,
      pushedOut: snapshot.agedOut,
      alerts: evaluation.statuses,
      targets: targets(),
      remote: remoteStatus()
    )
  }

  /// What rules record and what imtop knows of itself.
  var madeHere: any SeriesSource {
    evaluation.withLock { CombinedSource([$0.rules.recorded, $0.own]) }
  }
}

/// A source that holds nothing.
struct SilentSource: SeriesSource {
  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] { [] }

  func metricNames() -> [String] { [] }
}
