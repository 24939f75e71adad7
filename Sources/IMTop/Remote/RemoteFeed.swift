import Alerting
import HTTPFetch
import LogStream
import MetricsClient
import MetricsModel
import Synchronization

/// The Prometheus server of a session: what it knows, and its answers.
final class RemoteFeed: Sendable {
  /// Seconds between two looks at which metrics and targets the server knows.
  private static let catalogInterval = 300.0
  /// Seconds until the next look after one that failed.
  private static let retryInterval = 5.0

  /// Asks the server.
  let api: RemoteAPI
  /// The server's answers to queries.
  let history: RemoteHistory
  private let scope: [Matcher]
  /// The milliseconds between two times for which the server is asked what rules read.
  private let ruleStep: Int64
  private let watched: @Sendable () -> [String]
  private let known = Mutex<RemoteView?>(nil)
  private let isTried = Mutex(false)
  private let looking = Mutex<Task<Void, Never>?>(nil)
  private let onChange: @Sendable () -> Void

  /// The server that a configuration names, nil where it names none; nothing is asked yet.
  ///
  /// `watched` gives the `instance` labels of the targets that are scraped here.
  init?(
    _ configuration: Configuration,
    fetcher: HTTPFetcher,
    watched: @escaping @Sendable () -> [String],
    onChange: @escaping @Sendable () -> Void
  ) throws {
    guard let prometheus = configuration.prometheus else { return nil }
    var remote = try RemoteConfiguration(parsing: prometheus.url)
    remote.http = prometheus.http
    remote.http.timeout = prometheus.timeout
    scope = prometheus.scope
    ruleStep = max(1000, Int64(prometheus.interval * 1000))
    self.watched = watched
    self.onChange = onChange
    api = RemoteAPI(remote, fetcher: fetcher)
    history = RemoteHistory(
      api,
      pace: prometheus.interval,
      now: { .wallClock },
      onChange: onChange
    )
  }

  /// What can be asked now; nil until the server has said what it knows.
  var view: RemoteView? { known.withLock { $0 } }

  /// How the server stands.
  var status: RemoteStatus { history.status }

  /// Whether the server has been tried and nothing more is under way.
  var isSettled: Bool { isTried.withLock { $0 } && history.isIdle }

  /// Who computes what rules read of the server's series, where it is all that is watched; nil beside
  /// targets.
  var rules: (any RuleDelegate)? {
    guard watched().isEmpty else { return nil }
    let own = Set(LogSnapshot.metricNames).union([LogSource.latencies])
    return RemoteRules(history: history, scope: scope, step: ruleStep) { name in
      own.contains(name) || name.hasPrefix(OwnSeries.prefix)
    }
  }

  /// Begins to look which of `metrics` the server knows.
  func start(metrics: Set<String>) {
    looking.withLock { task in
      task = Task { [self] in
        if let name = await history.server() { history.describe { $0.server = name } }
        while !Task.isCancelled {
          let isThere = await look(metrics)
          isTried.withLock { $0 = true }
          onChange()
          let pause = isThere ? Self.catalogInterval : Self.retryInterval
          try? await Task.sleep(for: .seconds(pause))
        }
      }
    }
  }

  /// Ends everything.
  func stop() {
    looking.withLock { $0?.cancel() }
    history.stop()
  }

  private func look(_ metrics: Set<String>) async -> Bool {
    let catalog = await RemoteCatalog.ask(history, metrics: metrics, scope: scope, at: .wallClock)
    guard let catalog else { return false }
    let watched = watched()
    let names = RemoteTargets.ownHost.localNames(of: watched, among: catalog.targets)
    let version = known.withLock { view in
      let version = (view?.version ?? 0) + (view?.catalog == catalog ? 0 : 1)
      view = RemoteView(
        history: history,
        catalog: catalog,
        scope: scope,
        localNames: names,
        watchesTargets: !watched.isEmpty,
        version: version
      )
      return version
    }
    history.describe { status in
      status.metrics = catalog.names.count
      status.scope = scopeText(Set(names.keys), watched)
      if version == 1, status.health == .unknown { status.health = .up }
    }
    return true
  }

  /// How the targets that are watched here are found on the server.
  private func scopeText(_ instances: Set<String>, _ watched: [String]) -> String {
    let own = scope.map(\.description).joined(separator: ",")
    if watched.isEmpty { return own.isEmpty ? "every target that it knows" : "{\(own)}" }
    guard instances.isEmpty else {
      let names = instances.sorted().joined(separator: ", ")
      return "instance \(names)" + (own.isEmpty ? "" : ", {\(own)}")
    }
    return "none of its targets is \(watched.joined(separator: ", ")): "
      + "give the target the instance label that it has there"
  }
}
