import MetricsClient
import MetricsModel

/// What panels may ask of a Prometheus server at one moment.
struct RemoteView: Sendable {
  /// Answers queries as far as they are at hand, and asks for the rest.
  var history: RemoteHistory
  /// What the server knows.
  var catalog: RemoteCatalog
  /// The conditions that the configuration sets for everything that is asked.
  var scope: [Matcher]
  /// The `instance` labels here by those under which the server knows the targets that are watched here;
  /// empty where it knows none of them.
  var localNames: [String: String]
  /// Whether targets are watched here beside it.
  var watchesTargets: Bool
  /// Grows when the catalogue or the instances have changed.
  var version: Int

  /// The `instance` labels under which the server knows the targets that are watched here.
  var instances: Set<String> { Set(localNames.keys) }

  /// The scraped series with the server's before them: `reach` milliseconds before the first scrape, a
  /// sample every `step` milliseconds.
  func past(
    before local: any SeriesSource,
    firstScrape: Timestamp?,
    reach: Int64 = RemotePast.reachOfRules,
    step: Int64 = RemotePast.stepOfRules
  ) -> any SeriesSource {
    guard let firstScrape, !localNames.isEmpty else { return local }
    return past(
      before: local,
      seam: firstScrape,
      scope: targetScope,
      knows: { [self] in knowsTargets(of: [$0]) },
      reach: reach,
      step: step
    )
  }

  /// What the server has up to a time, where it is all that is watched; nil beside targets.
  func everything(until time: Timestamp) -> (any SeriesSource)? {
    guard !watchesTargets else { return nil }
    var whole = past(
      before: SilentSource(),
      seam: time.moved(by: 1),
      scope: scope,
      knows: { [catalog] in catalog.names.contains($0) },
      reach: RemotePast.reachOfRules,
      step: RemotePast.stepOfRules
    )
    whole.isWhole = true
    return whole
  }

  private func past(
    before local: any SeriesSource,
    seam: Timestamp,
    scope: [Matcher],
    knows: @escaping @Sendable (String) -> Bool,
    reach: Int64,
    step: Int64
  ) -> RemotePast {
    let up = local.newest(
      matching: [Matcher(Labels.metricName, equals: "up")],
      in: TimeRange(from: seam, through: Timestamp(milliseconds: .max))
    ).all
    let jobs = Dictionary(grouping: up) { $0.labels["instance"] ?? "" }
      .mapValues { Set($0.map { $0.labels["job"] ?? "" }) }
      .compactMapValues { $0.count == 1 ? $0.first : nil }
    return RemotePast(
      local: local,
      seam: seam.milliseconds,
      scope: scope,
      knows: knows,
      instances: localNames,
      jobs: jobs,
      reach: reach,
      step: step,
      ask: { [history] query, from, through in
        history.lines(query, from: from, through: through, step: step)
      }
    )
  }

  /// The conditions that narrow a query to the targets that are watched here.
  var targetScope: [Matcher] {
    let sorted = instances.sorted()
    if sorted.count == 1 { return [Matcher("instance", equals: sorted[0])] + scope }
    let pattern = sorted.map(\.escapedForPattern).joined(separator: "|")
    return ((try? Matcher("instance", .matches, pattern)).map { [$0] } ?? []) + scope
  }

  /// Whether every one of the metrics has series of the targets that are watched here.
  func knowsTargets(of names: Set<String>) -> Bool {
    !instances.isEmpty
      && names.allSatisfy { !catalog.instances(of: $0).isDisjoint(with: instances) }
  }
}

extension String {
  /// The text as a regular expression that matches only itself.
  var escapedForPattern: String {
    map { "\\.+*?()|[]{}^$".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
