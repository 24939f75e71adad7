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
  private let post: @Sendable (AppEvent) -> Void
  private let fetcher = HTTPFetcher()
  private let metrics: MetricsStore
  private let targets: [TargetConfiguration]
  private let statuses: Mutex<[TargetStatus]>
  private let scraping = Mutex<Task<Void, Never>?>(nil)
  private let log: LogIntake
  private let analysis: AnalysisWorker
  private let evaluation: EvaluationWorker

  /// A session that has not begun; nothing is contacted or opened yet.
  init(_ configuration: Configuration, post: @escaping @Sendable (AppEvent) -> Void) throws {
    self.post = post
    let budget = MemoryBudget(total: configuration.memoryBytes)
    targets = try configuration.targets.map(TargetConfiguration.init).withDistinctInstances
    metrics = MetricsStore(limits: .init(bytes: budget.metrics))
    statuses = Mutex(
      targets.map { target in
        TargetStatus(
          instance: target.instance,
          job: target.job,
          url: HTTPAddress.maskedText(target.url),
          interval: 5
        )
      }
    )
    log = try LogIntake(configuration, byteLimit: budget.log)
    analysis = AnalysisWorker(log: log, post: post)
    evaluation = try EvaluationWorker(
      configuration,
      metrics: metrics,
      log: log,
      analysis: analysis,
      post: post
    )
  }

  /// Begins to scrape, to read and to compute.
  func start() {
    analysis.start()
    evaluation.start()
    post(.targets(statuses.withLock { $0 }))
    log.start(
      onStatus: { [post] in post(.sources($0)) },
      onAppend: { [analysis] in analysis.wake() }
    )
    guard !targets.isEmpty else { return }
    let loop = ScrapeLoop(
      targets: targets,
      fetcher: fetcher,
      store: metrics,
      ticker: .continuous,
      now: { .wallClock },
      onUpdate: take
    )
    scraping.withLock { $0 = Task { await loop.run() } }
  }

  /// Ends everything; returns soon, whatever hangs.
  func stop() {
    scraping.withLock { $0?.cancel() }
    analysis.stop()
    evaluation.stop()
    log.stop()
  }

  /// Keeps the log's report for `request` up to date.
  func analyse(_ request: LogRequest) { analysis.ask(request) }

  /// Keeps the panels for `request` up to date.
  func evaluate(_ request: PanelRequest) { evaluation.ask(request) }

  /// Reads one record whole.
  func loadDetail(_ id: LogRecordID) {
    DispatchQueue.global(qos: .userInitiated).async { [log, post] in
      post(.detail(id, LogAnalysis(zone: .local).record(id, in: log.store.snapshot())))
    }
  }

  /// How the targets stand.
  var targetStatuses: [TargetStatus] { statuses.withLock { $0 } }

  /// How the log's sources stand.
  var logStatuses: [LogSourceStatus] { log.statuses }

  /// Whether every target has been tried twice (or has failed) and every log has been opened.
  var isSettled: Bool {
    targetStatuses.allSatisfy { $0.attempts > 1 || $0.failures > 0 }
      && logStatuses.allSatisfy(\.isSettled)
  }

  /// Which profile fits what has been seen.
  func recognition() -> Recognition { evaluation.recognition() }

  private func take(_ status: TargetStatus) {
    let all = statuses.withLock { statuses in
      let index = statuses.firstIndex {
        $0.instance == status.instance && $0.job == status.job
      }
      if let index { statuses[index] = status }
      return statuses
    }
    post(.targets(all))
    evaluation.scraped(at: status.lastScrape)
  }
}

/// How the memory cap is shared out.
private struct MemoryBudget {
  var metrics: Int
  var log: Int

  init(total: Int) {
    let rest = max(0, total - 48 << 20)
    metrics = max(16 << 20, rest / 3)
    log = max(32 << 20, rest - metrics)
  }
}

extension [TargetConfiguration] {
  /// The targets with `instance` labels that tell them apart: pages of one host and port get their
  /// path behind it.
  fileprivate var withDistinctInstances: [TargetConfiguration] {
    var seen: Set<String> = []
    return map { target in
      var target = target
      var number = 2
      let name = target.instance
      while !seen.insert("\(target.job)\u{0}\(target.instance)").inserted {
        target.instance = "\(name)#\(number)"
        number += 1
      }
      return target
    }
  }
}
