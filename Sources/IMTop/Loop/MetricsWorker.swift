import Dashboard
import MetricsModel
import Profiles
import SeriesStore
import Synchronization

/// The thread that finds and computes what the metrics view shows, while it is shown.
final class MetricsWorker: Sendable {
  /// The least seconds between two reports for one request.
  private static let pace = 1.0

  private let worker = Worker<MetricsRequest?>()
  private let metrics: MetricsStore
  private let log: LogIntake
  private let beside: @Sendable () -> any SeriesSource
  private let interval: @Sendable () -> Double?
  private let recognition: @Sendable () -> Recognition
  private let post: @Sendable (AppEvent) -> Void

  init(
    metrics: MetricsStore,
    log: LogIntake,
    beside: @escaping @Sendable () -> any SeriesSource,
    interval: @escaping @Sendable () -> Double?,
    recognition: @escaping @Sendable () -> Recognition,
    post: @escaping @Sendable (AppEvent) -> Void
  ) {
    self.metrics = metrics
    self.log = log
    self.beside = beside
    self.interval = interval
    self.recognition = recognition
    self.post = post
  }

  /// Begins to work.
  func start() {
    worker.start(
      name: "imtop metrics",
      pace: Self.pace,
      share: 0.3,
      idle: 1,
      state: Self.nothing
    ) { [self] _, turn in
      guard let request = turn.request ?? nil else { return }
      let now = Timestamp.wallClock
      let skew = Int64(log.clock.skew * 1000)
      let browser = MetricsBrowser(
        store: metrics,
        log: ShiftedSource(source: log.counts(at: now), offset: skew),
        beside: beside(),
        recognition: request.text.contains("imtop:") ? recognition() : nil,
        now: now,
        logBegin: log.oldest?.moved(by: skew),
        isLogCurrent: log.clock.isCurrent(at: now),
        interval: interval()
      )
      if let report = browser.report(for: request, isCancelled: turn.isCancelled) {
        post(.metrics(report))
      }
    }
  }

  @Sendable private static func nothing() {}

  /// Asks for something else from now on; nil for nothing.
  func ask(_ request: MetricsRequest?) { worker.ask(request) }

  /// Ends the thread.
  func stop() { worker.stop() }
}
