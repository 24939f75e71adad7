import Connections
import Dashboard
import LogModel
import LogStream
import MetricsModel
import Synchronization

/// The thread that keeps the log's report for the screen's request up to date.
final class AnalysisWorker: Sendable {
  /// The least seconds between two reports for one request.
  private static let pace = 0.45

  private let worker = Worker<LogRequest>()
  private let log: LogIntake
  private let post: @Sendable (AppEvent) -> Void
  private let filtered = Mutex<FilteredCounts?>(nil)
  /// Whether no records have come in yet.
  private let isEmpty = Atomic(true)
  private let onFilter = Mutex<@Sendable () -> Void>({})

  /// The counts of the records that pass a filter.
  struct FilteredCounts: Sendable {
    var filter: Filter
    var counts: any SeriesSource
    /// Whether all that was held when the filter was new has passed through it.
    var isComplete: Bool
  }

  init(log: LogIntake, post: @escaping @Sendable (AppEvent) -> Void) {
    self.log = log
    self.post = post
  }

  /// Begins to work.
  func start() {
    worker.start(
      name: "imtop analysis",
      pace: Self.pace,
      share: 0.6,
      idle: 1,
      state: Self.analysis
    ) { [self] analysis, turn in
      guard let request = turn.request else { return }
      forget(unless: request.filter)
      let now = log.clock.time(at: .wallClock) ?? .wallClock
      let report = analysis.report(
        for: request,
        over: log.store.snapshot(),
        logNow: now,
        isCancelled: turn.isCancelled
      )
      guard var report else { return }
      let seconds = report.oldest.map { now.seconds(since: $0) } ?? 0
      for index in report.addresses.indices {
        let anomaly = AddressAnomaly(report.addresses[index], over: seconds)
        report.addresses[index].mark = anomaly?.mark ?? ""
      }
      let isWhole = report.covered >= report.received && report.isCounted
      let isNew = filtered.withLock { filtered in
        let known = filtered?.filter == request.filter ? filtered : nil
        let isComplete = known?.isComplete ?? false || isWhole
        filtered = FilteredCounts(
          filter: request.filter,
          counts: report.counts,
          isComplete: isComplete
        )
        return known?.isComplete != isComplete
      }
      // The screen does not look at the counts, and to let go of the last copy of them takes a while.
      report.counts = SilentSource()
      post(.log(report))
      log.keepToLimit()
      if !isWhole { worker.ask(request, unlessNewer: turn) }
      if isNew { onFilter.withLock { $0 }() }
    }
  }

  /// Lets go of another filter's counts, which nobody asks for, before those of this one take their room.
  private func forget(unless filter: Filter) {
    let old = filtered.withLock { filtered -> FilteredCounts? in
      guard filtered?.filter != filter else { return nil }
      defer { filtered = nil }
      return filtered
    }
    _ = consume old
  }

  @Sendable private static func analysis() -> LogAnalysis { LogAnalysis(zone: .local) }

  /// Asks for another report from now on.
  func ask(_ request: LogRequest) { worker.ask(request) }

  /// Says that records have come in; the first of them are not kept waiting.
  func wake() {
    if isEmpty.exchange(false, ordering: .relaxed) { worker.renew() } else { worker.wake() }
  }

  /// Ends the thread.
  func stop() { worker.stop() }

  /// Who is told when the counts of another filter are there.
  func whenFiltered(_ body: @escaping @Sendable () -> Void) { onFilter.withLock { $0 = body } }

  /// The counts of the records that pass `filter`; nil while they are not there.
  func counts(for filter: Filter) -> FilteredCounts? {
    filtered.withLock { $0?.filter == filter ? $0 : nil }
  }
}
