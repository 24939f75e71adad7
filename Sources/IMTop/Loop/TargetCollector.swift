import Foundation
import HTTPFetch
import MetricsClient
import MetricsModel
import SeriesStore
import Synchronization

/// Scrapes targets for a while and stops: what commands without a screen use.
struct TargetCollector {
  let store = MetricsStore()
  private let targets: [TargetConfiguration]

  /// The targets that a configuration names, those of its files included; nil where there is none.
  init?(_ configuration: Configuration) throws {
    let named = try configuration.targets.map(TargetConfiguration.init)
    targets =
      (named + (try TargetWatch.discover(configuration.scrapeConfigs)).targets)
      .withDistinctInstances
    if targets.isEmpty { return nil }
  }

  /// The `instance` labels of the targets.
  var instances: [String] { targets.map(\.instance) }

  /// How often it is looked whether there is enough.
  private static let pace = Duration.milliseconds(200)

  /// Scrapes every target once, and then once a second for `seconds`; false when none answered.
  ///
  /// Targets that do not answer are named on standard error. `goesOn` is told several times a second how
  /// many seconds have passed, and ends the scraping by false.
  func collect(
    seconds: Double,
    goesOn: (Double) -> Bool = { _ in true }
  ) async -> Bool {
    // Targets of a Prometheus configuration may share an address.
    let reached = Mutex<Set<[String]>>([])
    let failed = Mutex<[[String]: (url: String, reason: String)]>([:])
    let fetcher = HTTPFetcher()
    let once = targets.map { target in
      var target = target
      target.interval = .seconds(1)
      return target
    }
    let (ended, continuation) = AsyncStream<Void>.makeStream()
    let note: @Sendable (TargetStatus) -> Void = { status in
      if case .down(let reason) = status.health {
        failed.withLock { $0[status.place] = (status.url, reason) }
      } else {
        reached.withLock { _ = $0.insert(status.place) }
      }
      continuation.yield()
    }
    let loop = ScrapeLoop(
      targets: once,
      fetcher: fetcher,
      store: store,
      ticker: .continuous,
      now: { .wallClock },
      onUpdate: note
    )
    let task = Task { await loop.run() }
    let begin = ContinuousClock.now
    let deadline = begin + .seconds(seconds)
    let beat = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.pace)
        continuation.yield()
      }
    }
    for await _ in ended {
      guard goesOn((ContinuousClock.now - begin) / .seconds(1)) else { break }
      let answered = reached.withLock { $0 }.union(failed.withLock { $0.keys })
      if answered.count >= targets.count, ContinuousClock.now >= deadline { break }
    }
    beat.cancel()
    task.cancel()
    await fetcher.shutdown()
    let reachedTargets = reached.withLock { $0 }
    let lost = failed.withLock { $0 }.filter { !reachedTargets.contains($0.key) }
    for (url, reason) in lost.values.sorted(by: { $0 < $1 }) {
      ProgramExit.complain(about: url, reason)
    }
    return !reachedTargets.isEmpty
  }
}

extension TargetConfiguration {
  /// The target that a configuration describes.
  init(_ target: Configuration.Target) throws {
    do {
      try self.init(parsing: target.url)
    } catch {
      throw CommandLineError.neitherTargetNorLog(target.url, reason: error.message)
    }
    if let job = target.job { self.job = job }
    if let instance = target.instance { self.instance = instance }
    if let interval = target.interval { self.interval = .seconds(interval) }
    if let limit = target.seriesLimit { seriesLimit = limit }
    let timeout = http.timeout
    http = target.http
    http.timeout = target.timeout ?? timeout
  }
}
