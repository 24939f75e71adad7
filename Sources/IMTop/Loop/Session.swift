import Alerting
import Dashboard
import Foundation
import HTTPFetch
import LogModel
import LogStream
import MetricsClient
import MetricsModel
import Profiles
import SeriesStore
import Synchronization

/// Everything that runs behind the screen: scrapes, sources, analysis and evaluation, each on
/// threads of its own, telling what they find as events.
final class Session: Sendable {
  /// Seconds between two closer looks at a target's page.
  private static let auditInterval = 300.0

  private let post: @Sendable (AppEvent) -> Void
  private let fetcher = HTTPFetcher()
  private let metrics: MetricsStore
  private let targets: TargetWatch
  private let log: LogIntake
  private let analysis: AnalysisWorker
  private let evaluation: EvaluationWorker
  private let remote: RemoteFeed?
  private let browser: MetricsWorker

  /// A session that has not begun; nothing is contacted or opened yet.
  ///
  /// Where `auditsPages`, every page is looked at for what is hardly meant so, else one now and then.
  /// Where `isWatched`, somebody sits at a screen: the newest lines come first, whatever that leaves out at
  /// first.
  init(
    _ configuration: Configuration,
    auditsPages: Bool = false,
    isWatched: Bool = false,
    post: @escaping @Sendable (AppEvent) -> Void
  ) throws {
    self.post = post
    let budget = MemoryBudget(cap: configuration.memoryBytes)
    metrics = MetricsStore(
      limits: .init(bytes: budget.metrics),
      auditInterval: auditsPages ? 0 : Self.auditInterval
    )
    targets = try TargetWatch(configuration, fetcher: fetcher, store: metrics)
    log = try LogIntake(configuration, isWatched: isWatched) { budget.log(held: $0) }
    analysis = AnalysisWorker(log: log, post: post)
    let news = RemoteNews()
    let remote = try RemoteFeed(
      configuration,
      fetcher: fetcher,
      watched: { [targets] in targets.instances },
      onChange: news.tell
    )
    self.remote = remote
    evaluation = try EvaluationWorker(
      configuration,
      metrics: metrics,
      log: log,
      analysis: analysis,
      interval: { [targets] in targets.interval(of: $0) },
      targets: { [targets] in targets.statuses },
      remote: { remote?.view },
      remoteStatus: { remote?.status },
      remoteRules: { remote?.rules },
      isSettled: { [targets, log] in Self.isSettled(targets, log, remote) },
      post: post
    )
    browser = MetricsWorker(
      metrics: metrics,
      log: log,
      beside: { [evaluation] in
        let whole = remote?.view?.everything(until: .wallClock)
        return RuledSource(made: evaluation.madeHere, read: whole ?? SilentSource())
      },
      interval: { [targets] in targets.statuses.map(\.interval).max() },
      recognition: { [evaluation] in evaluation.recognition() },
      post: post
    )
    news.listen { [evaluation, post] in
      evaluation.remoteChanged()
      if let remote { post(.remote(remote.status)) }
    }
  }

  /// Begins to scrape, to read and to compute.
  func start() {
    analysis.start()
    evaluation.start()
    browser.start()
    tellTargets()
    if let remote {
      post(.remote(remote.status))
      remote.start(metrics: evaluation.metricNames)
    }
    log.start(
      onStatus: { [post] in post(.sources($0)) },
      onAppend: { [analysis] in analysis.wake() }
    )
    targets.start(
      onScrape: { [evaluation] in evaluation.scraped(at: $0.lastScrape) },
      onChange: tellTargets
    )
  }

  /// Ends everything; returns soon, whatever hangs.
  func stop() {
    targets.stop()
    analysis.stop()
    evaluation.stop()
    browser.stop()
    remote?.stop()
    log.stop()
  }

  /// Keeps the log's report for `request` up to date.
  func analyse(_ request: LogRequest) {
    log.reach(for: request)
    analysis.ask(request)
  }

  /// Keeps the panels for `request` up to date.
  func evaluate(_ request: PanelRequest) { evaluation.ask(request) }

  /// Keeps the metrics view's series for `request` up to date; nil ends it.
  func browse(_ request: MetricsRequest?) { browser.ask(request) }

  /// Reads one record whole.
  func loadDetail(_ id: LogRecordID) {
    DispatchQueue.global(qos: .userInitiated).async { [log, post] in
      post(.detail(id, LogAnalysis(zone: .local).record(id, in: log.store.snapshot())))
    }
  }

  /// How the targets stand.
  var targetStatuses: [TargetStatus] { targets.statuses }

  /// What of the files that name targets is left out.
  var targetRemarks: [String] { targets.remarks }

  /// How the log's sources stand.
  var logStatuses: [LogSourceStatus] { log.statuses }

  /// How the Prometheus server stands; nil where none is named.
  var remoteStatus: RemoteStatus? { remote?.status }

  /// Records of each source by which its reading can be judged, in the order of `logStatuses`.
  func logSamples() -> [LogSamples] {
    let snapshot = log.store.snapshot()
    return logStatuses.indices.map(snapshot.samples(ofSource:))
  }

  /// Whether every target has been tried twice (or has failed) and every log has been opened, and
  /// whether the Prometheus server has answered what it was asked.
  var isSettled: Bool { Self.isSettled(targets, log, remote) }

  private static func isSettled(
    _ targets: TargetWatch,
    _ log: LogIntake,
    _ remote: RemoteFeed?
  ) -> Bool {
    targets.statuses.allSatisfy { $0.attempts > 1 || $0.failures > 0 }
      && log.statuses.allSatisfy(\.isSettled) && log.hasTakenIn && remote?.isSettled ?? true
  }

  /// Whether rules have been evaluated with what a server tells of them, or of their past.
  var hasJudgedRules: Bool { evaluation.hasJudgedRules }

  /// How the rules stood when they were evaluated last.
  var ruleStatuses: [AlertStatus] { evaluation.ruleStatuses }

  /// The names of everything that rules can read now.
  var ruleSeriesNames: Set<String> { evaluation.ruleSeriesNames }

  /// Why panels cannot be computed from what has been read, each with its title and expression.
  func troubles(of panels: [ConfiguredPanel]) -> [EvaluationTrouble] {
    evaluation.troubles(of: panels)
  }

  /// Why rules cannot be evaluated over what has been read.
  func troubles(of groups: [RuleGroup]) -> [EvaluationTrouble] { evaluation.troubles(of: groups) }

  /// What is doubtful in panels and rules over what has been read.
  func doubts(
    of panels: [ConfiguredPanel],
    _ groups: [RuleGroup]
  ) -> (panels: [EvaluationTrouble], rules: [EvaluationTrouble]) {
    evaluation.doubts(of: panels, groups)
  }

  /// Which profile fits what has been seen.
  func recognition() -> Recognition { evaluation.recognition() }

  @Sendable private func tellTargets() {
    post(.targets(targets.statuses, remarks: targets.remarks))
  }
}

/// Who is told of a Prometheus server's answers; set once there is somebody.
private final class RemoteNews: Sendable {
  private let listener = Mutex<@Sendable () -> Void>({})

  func listen(_ listener: @escaping @Sendable () -> Void) {
    self.listener.withLock { $0 = listener }
  }

  @Sendable func tell() { listener.withLock { $0 }() }
}
