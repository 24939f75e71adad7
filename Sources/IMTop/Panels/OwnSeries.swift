import Dashboard
import LogModel
import MetricsModel

/// What imtop itself knows of its logs, its rules and its Prometheus server, as series.
///
/// A value is stored when it differs from the one before, and once a minute: what stands still costs
/// next to nothing.
struct OwnSeries: SeriesSource {
  /// What the names begin with.
  static let prefix = "imtop_"
  /// How many milliseconds samples are kept.
  private static let retention: Int64 = 7_200_000
  /// The most milliseconds between two samples of a series that does not change.
  private static let pause: Int64 = 60_000

  private var series: [Labels: Series] = [:]

  /// No series.
  init() {}

  /// Takes note of how everything stands at a time; what is no longer there ends.
  mutating func note(_ facts: OwnFacts, at time: Timestamp) {
    let now = time.milliseconds
    let samples = facts.samples
    for (labels, value) in samples { append(value, at: now, to: labels) }
    for labels in series.keys where samples[labels] == nil {
      if series[labels]?.values.last?.isStale == false { append(.stale, at: now, to: labels) }
    }
    guard samples.keys.contains(where: { isOld(series[$0], at: now) }) else { return }
    series = series.compactMapValues { $0.since(now - Self.retention) }
  }

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    series.values.compactMap { one in
      matchers.allSatisfy { $0.matches(one.labels) } ? one.inside(range) : nil
    }
  }

  func metricNames() -> [String] { Array(Set(series.keys.map(\.name))) }

  private mutating func append(_ value: Double, at time: Int64, to labels: Labels) {
    let known = series[labels]
    if let last = known?.timestamps.last, let before = known?.values.last {
      guard time > last, before.bitPattern != value.bitPattern || time - last >= Self.pause else {
        return
      }
    }
    series[labels, default: Series(labels: labels)].timestamps.append(time)
    series[labels]?.values.append(value)
  }

  /// Whether a good part of what is kept is older than it need be.
  private func isOld(_ series: Series?, at now: Int64) -> Bool {
    series?.timestamps.first.map { now - $0 > Self.retention * 5 / 4 } ?? false
  }
}

/// What the series of imtop itself tell.
struct OwnFacts {
  var sources: [LogSourceStatus] = []
  /// How many records are held, and how many no longer are.
  var held = 0
  var pushedOut = 0
  var alerts: [AlertStatus] = []
  var targets: [TargetStatus] = []
  var remote: RemoteStatus?

  /// Each fact as a sample.
  var samples: [Labels: Double] {
    var samples: [Labels: Double] = [:]
    for source in sources {
      for (name, value) in source.ownSamples {
        samples[Labels(name: name, ["source": source.name])] = value
      }
    }
    if !sources.isEmpty {
      samples[Labels(name: "imtop_log_records_held")] = Double(held)
      samples[Labels(name: "imtop_log_records_pushed_out_total")] = Double(pushedOut)
    }
    for target in targets {
      let labels = Labels(
        name: "imtop_scrape_interval_seconds",
        ["instance": target.instance, "job": target.job]
      )
      samples[labels] = target.interval
    }
    if !alerts.isEmpty {
      let census = AlertCensus(alerts)
      samples[Labels(name: "imtop_rules")] = Double(census.rules)
      samples[Labels(name: "imtop_rules_watching")] = Double(census.watching)
      samples[Labels(name: "imtop_rules_silent")] = Double(census.silent)
      samples[Labels(name: "imtop_rules_broken")] = Double(census.broken)
    }
    if let remote {
      samples[Labels(name: "imtop_prometheus_up")] = remote.isAnswering ? 1 : 0
      samples[Labels(name: "imtop_prometheus_answer_seconds")] = remote.duration
    }
    return samples
  }
}

extension LogSourceStatus {
  /// What is told of a source, by the metrics' names.
  fileprivate var ownSamples: [(String, Double)] {
    var past = 1.0
    if case .loading(let part) = health { past = part }
    let lag = lagBytes.map { [("imtop_log_lag_bytes", Double($0))] } ?? []
    return lag + [
      ("imtop_log_up", isDown ? 0 : 1), ("imtop_log_lines_per_second", linesPerSecond),
      ("imtop_log_lines_read_total", Double(lines)), ("imtop_log_past_read_ratio", past),
      (SkippedTimes.lost, Double(dropped)), ("imtop_log_gaps_total", Double(gaps)),
      (SkippedTimes.skipped, Double(skippedLines)),
      ("imtop_log_lines_cut_total", Double(truncated)),
      ("imtop_log_lines_not_understood_total", Double(notUnderstood)),
    ]
  }
}

extension Series {
  /// The samples from a time on; nil where there is none.
  fileprivate func since(_ time: Int64) -> Series? {
    inside(TimeRange(from: Timestamp(milliseconds: time), through: Timestamp(milliseconds: .max)))
  }

  /// The samples in a range; nil where there is none.
  fileprivate func inside(_ range: TimeRange) -> Series? {
    guard let low = timestamps.firstIndex(where: { $0 >= range.from.milliseconds }),
      let high = timestamps.lastIndex(where: { $0 <= range.through.milliseconds }), low <= high
    else { return nil }
    return Series(
      labels: labels,
      timestamps: Array(timestamps[low...high]),
      values: Array(values[low...high])
    )
  }
}
