public import MetricsModel

/// Which metrics and targets a Prometheus server knows, without their values.
///
/// As a `SeriesSource` it answers which series there are, each with one sample: enough to recognise
/// servers, not to evaluate anything.
public struct RemoteCatalog: SeriesSource, Equatable {
  /// The names of all metrics.
  public var names: Set<String>
  /// The labels of every target, those of its `up`.
  public var targets: [Labels]
  /// The names of the labels of those metrics that were asked about.
  public var labels: [String: Set<String>]
  /// The instances of those metrics.
  var instancesByName: [String: Set<String>]
  /// The seconds between two samples of most of its targets; 0 where that is not known.
  public var interval = 0.0

  /// The label values of the catalogue, which says only that there is one.
  private static let anything = "*"
  /// Seconds before now in which a series must have had a sample.
  private static let reach = 300.0

  /// Asks a server; nil when it does not answer.
  ///
  /// `metrics` are those whose labels and instances matter, `scope` narrows everything.
  public static func ask(
    _ history: RemoteHistory,
    metrics: Set<String>,
    scope: [Matcher],
    at now: Timestamp
  ) async -> RemoteCatalog? {
    let range = TimeRange(from: now.advanced(bySeconds: -reach), through: now)
    let selector = scope.isEmpty ? nil : selector(scope)
    let names = await history.ask { api throws(RemoteError) in
      try await api.values(ofLabel: Labels.metricName, matching: selector, in: range)
    }
    guard let names else { return nil }
    let up = Matcher(Labels.metricName, equals: "up")
    let targets = await history.ask { api throws(RemoteError) in
      try await api.instant(Self.selector([up] + scope), at: now)
    }
    var catalog = RemoteCatalog(
      names: Set(names),
      targets: (targets ?? []).map { $0.labels.withoutName },
      labels: [:],
      instancesByName: [:]
    )
    let counts = await history.ask { api throws(RemoteError) in
      let samples = "count_over_time(\(Self.selector([up] + scope))[\(Int(Self.reach))s])"
      return try await api.instant("quantile(0.5, \(samples))", at: now)
    }
    catalog.interval = Self.interval(ofSamples: counts?.first?.values.last ?? 0)
    await catalog.look(at: metrics.intersection(names).sorted(), history, scope, now, range)
    return catalog
  }

  /// The usual interval that is nearest to so many samples in the time that is looked at: one more or less
  /// makes no other of it.
  static func interval(ofSamples count: Double) -> Double {
    guard count > 0 else { return 0 }
    return usualIntervals.min { abs($0 - reach / count) < abs($1 - reach / count) } ?? 0
  }

  private static let usualIntervals = [1.0, 2, 5, 10, 15, 20, 30, 60, 120, 300]

  private mutating func look(
    at metrics: [String],
    _ history: RemoteHistory,
    _ scope: [Matcher],
    _ now: Timestamp,
    _ range: TimeRange
  ) async {
    let pattern = metrics.joined(separator: "|")
    guard !metrics.isEmpty, let any = try? Matcher(Labels.metricName, .matches, pattern) else {
      return
    }
    let counts = await history.ask { api throws(RemoteError) in
      try await api.instant(
        "count by (\(Labels.metricName), instance) (\(Self.selector([any] + scope)))",
        at: now
      )
    }
    for series in counts ?? [] {
      instancesByName[series.labels.name, default: []].insert(series.labels["instance"] ?? "")
    }
    for metric in metrics {
      let selector = Self.selector([Matcher(Labels.metricName, equals: metric)] + scope)
      let names = await history.ask { api throws(RemoteError) in
        try await api.labelNames(matching: selector, in: range)
      }
      labels[metric] = Set(names ?? [])
    }
  }

  private static func selector(_ matchers: [Matcher]) -> String {
    "{\(matchers.map(\.description).joined(separator: ","))}"
  }

  /// The series of the metrics that were asked about, each with one sample at the range's end.
  public func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    let ofName = matchers.filter { $0.name == Labels.metricName }
    return instancesByName.flatMap { name, instances -> [Series] in
      guard ofName.allSatisfy({ $0.matches(name) }) else { return [] }
      let others = (labels[name] ?? []).map { Labels.Pair($0, Self.anything) }
      return instances.map { instance in
        let own = [Labels.Pair(Labels.metricName, name), Labels.Pair("instance", instance)]
        return Series(
          labels: Labels(others + own),
          timestamps: [range.through.milliseconds],
          values: [1]
        )
      }
    }
  }

  /// The instances of a metric that was asked about.
  public func instances(of name: String) -> Set<String> { instancesByName[name] ?? [] }

  /// The names of all metrics.
  public func metricNames() -> [String] { Array(names) }
}
