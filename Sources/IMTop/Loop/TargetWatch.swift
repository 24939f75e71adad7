import Foundation
import HTTPFetch
import MetricsClient
import MetricsModel
import SeriesStore
import Synchronization

/// The targets of a session, each scraped on its own; which ones there are may change.
final class TargetWatch: Sendable {
  /// Seconds between two looks at the files that name targets.
  private static let rediscoveryInterval = 30.0

  private struct State {
    var targets: [TargetConfiguration]
    var statuses: [TargetStatus]
    var scrapes: [TargetConfiguration: (loop: ScrapeLoop<ContinuousClock>, task: Task<Void, Never>)]
    var remarks: [String]
  }

  private let named: [TargetConfiguration]
  private let files: [Configuration.FileReference]
  private let fetcher: HTTPFetcher
  private let store: MetricsStore
  private let state: Mutex<State>
  private let rediscovery = Mutex<Task<Void, Never>?>(nil)

  /// The targets of a configuration; nothing is contacted yet.
  init(_ configuration: Configuration, fetcher: HTTPFetcher, store: MetricsStore) throws {
    named = try configuration.targets.map(TargetConfiguration.init)
    files = configuration.scrapeConfigs
    self.fetcher = fetcher
    self.store = store
    let found = try Self.discover(files)
    let targets = (named + found.targets).withDistinctInstances
    state = Mutex(
      State(
        targets: targets,
        statuses: targets.map(TargetStatus.init(of:)),
        scrapes: [:],
        remarks: found.remarks
      )
    )
  }

  /// How the targets stand.
  var statuses: [TargetStatus] { state.withLock { $0.statuses } }

  /// The `instance` labels of the targets.
  var instances: [String] { state.withLock { $0.targets.map(\.instance) } }

  /// The seconds between two scrapes of an instance; of one that a page names itself, as those of a
  /// federation do, those of the slowest target.
  func interval(of instance: String) -> Double {
    let all = statuses
    let own = all.filter { $0.instance == instance }
    return (own.isEmpty ? all : own).map(\.interval).max() ?? 0
  }

  /// What of the files that name targets is left out.
  var remarks: [String] { state.withLock { $0.remarks } }

  /// Begins to scrape, and to look whether the files name other targets.
  ///
  /// `onScrape` is called after each scrape, `onChange` whenever the statuses have changed.
  func start(
    onScrape: @escaping @Sendable (TargetStatus) -> Void,
    onChange: @escaping @Sendable () -> Void
  ) {
    let update: @Sendable (TargetStatus) -> Void = { [weak self] status in
      self?.take(status)
      onScrape(status)
      onChange()
    }
    reconcile(with: state.withLock { $0.targets }, update)
    guard !files.isEmpty else { return }
    rediscovery.withLock { task in
      task = Task { [weak self] in
        while (try? await Task.sleep(for: .seconds(Self.rediscoveryInterval))) != nil {
          guard let self else { return }
          rediscover(update)
          onChange()
        }
      }
    }
  }

  /// Ends all scrapes.
  func stop() {
    rediscovery.withLock { $0?.cancel() }
    let running = state.withLock { $0.scrapes }
    for scrape in running.values { scrape.task.cancel() }
  }

  /// The targets that files name now, and what of the files is left out.
  static func discover(
    _ files: [Configuration.FileReference]
  ) throws -> (targets: [TargetConfiguration], remarks: [String]) {
    let read = try files.map { try ScrapeConfigFile(at: $0.path) }
    return (read.flatMap(\.targets), read.flatMap(\.remarks))
  }

  private func rediscover(_ update: @escaping @Sendable (TargetStatus) -> Void) {
    do {
      let found = try Self.discover(files)
      state.withLock { $0.remarks = found.remarks }
      reconcile(with: (named + found.targets).withDistinctInstances, update)
    } catch {
      state.withLock { $0.remarks = ["the targets stay as they were: \(error)"] }
    }
  }

  /// Begins and ends scrapes until exactly `targets` are scraped.
  private func reconcile(
    with targets: [TargetConfiguration],
    _ update: @escaping @Sendable (TargetStatus) -> Void
  ) {
    let ended = state.withLock { state in
      let wanted = Set(targets)
      let ended = state.scrapes.filter { !wanted.contains($0.key) }
      for target in ended.keys { state.scrapes[target] = nil }
      let known = Dictionary(state.statuses.map { ($0.place, $0) }) { first, _ in first }
      state.targets = targets
      state.statuses = targets.map { target in
        let fresh = TargetStatus(of: target)
        return known[fresh.place] ?? fresh
      }
      for target in targets where state.scrapes[target] == nil {
        let loop = ScrapeLoop(
          targets: [target],
          fetcher: fetcher,
          store: store,
          ticker: .continuous,
          now: { .wallClock },
          onUpdate: update
        )
        state.scrapes[target] = (loop, Task { await loop.run() })
      }
      return ended
    }
    for (_, scrape) in ended {
      scrape.task.cancel()
      Task {
        await scrape.task.value
        await scrape.loop.retire(at: .wallClock)
      }
    }
  }

  private func take(_ status: TargetStatus) {
    state.withLock { state in
      if let index = state.statuses.firstIndex(where: { $0.place == status.place }) {
        state.statuses[index] = status
      }
    }
  }
}

extension TargetStatus {
  /// What tells targets apart.
  var place: [String] { [job, instance] }

  /// The status of a target that has not been scraped yet.
  fileprivate init(of target: TargetConfiguration) {
    var interval = 5.0
    if case .seconds(let seconds) = target.interval { interval = seconds }
    self.init(
      instance: target.instance,
      job: target.job,
      url: HTTPAddress.maskedText(target.url),
      interval: interval
    )
  }
}

extension [TargetConfiguration] {
  /// The targets with `instance` labels that tell them apart where their other labels do not.
  var withDistinctInstances: [TargetConfiguration] {
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
