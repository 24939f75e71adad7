import LogModel
import MetricsModel

/// The log's counts as series for PromQL, as they stood when the value was made.
///
/// | metric | labels | what it counts |
/// |---|---|---|
/// | `log_lines_total` | `source`, `level` | records; every level exists at 0 from the beginning |
/// | `log_requests_total` | `source`, `path`, `status` | requests; paths beyond the bound are `other` |
/// | `log_request_duration_seconds_bucket` | `source`, `le` | requests by latency, WebSockets left out |
/// | `log_request_duration_seconds_sum`, `_count` | `source` | their latencies and their number |
/// | `log_connections_opened_total` | `source` | connections opened |
/// | `log_connections_closed_total` | `source`, `reason` | connections closed, whatever the way |
/// | `log_connections_closed_abnormally_total` | `source` | those closed abnormally, timeouts included |
/// | `log_connections_open_at_beginning` | `source` | gauge: connections older than the held log whose end it has |
/// | `log_connections_short_total` | `source` | those that lived less than 30 s |
/// | `log_heartbeat_timeouts_total` | `source` | connections given up after missed heartbeats |
/// | `log_errors_in_a_row` | `source` | gauge: the longest run of error lines in the second before |
///
/// Where a configuration names a source's instance, its series have it as `instance`. Of requests that a
/// proxy logs too, those of one role count (`RequestScope`).
///
/// Times are the log's own. A sample stands at every full second from the first second of its source
/// on and counts all that came before that second's begin: the first sample is 0, so `rate` works from
/// the first second. The last sample stands after the source's newest second, or where `logNow` has
/// come to: a quiet log grows by nothing, it does not end.
struct LogSeries: SeriesSource {
  /// An answer never has more samples a series: a week, once a second.
  private static let longestAnswer: Int64 = 604_800

  private let counts: LogCounts
  private let dictionaries: Dictionaries
  private let names: [String]
  private let instances: [Int: String]
  private let scope: RequestScope
  private let logNow: Timestamp?

  /// The series of `counts`, of the requests that count in `scope`; `names` are the sources' names by
  /// number, `instances` those of their writers, where they are configured.
  init(
    counts: LogCounts,
    dictionaries: Dictionaries,
    names: [String],
    instances: [Int: String],
    scope: RequestScope,
    logNow: Timestamp?
  ) {
    self.counts = counts
    self.dictionaries = dictionaries
    self.names = names
    self.instances = instances
    self.scope = scope
    self.logNow = logNow
  }

  func metricNames() -> [String] {
    LogMetric.allCases.filter { metric in counts.sources.contains { $0.tells(metric) } }
      .flatMap(\.names)
  }

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    selection(matching: matchers, in: range).all
  }

  func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    selection(matching: matchers, in: range, longest: Self.longestAnswer)
  }

  func newest(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    selection(matching: matchers, in: range, longest: 0)
  }

  /// The series with samples no more than `longest` seconds before the last one.
  private func selection(
    matching matchers: [Matcher],
    in range: TimeRange,
    longest: Int64
  ) -> SeriesSelection {
    let metrics = LogMetric.allCases.filter { metric in
      metric.names.contains { name in
        matchers.allSatisfy { $0.name != Labels.metricName || $0.matches(name) }
      }
    }
    guard !metrics.isEmpty else { return SeriesSelection([]) }
    var result: [SeriesSelection] = []
    for (number, source) in counts.sources.enumerated() {
      guard let first = source.first else { continue }
      let name = names.indices.contains(number) ? names[number] : "source \(number)"
      guard matchers.allSatisfy({ $0.name != "source" || $0.matches(name) }) else { continue }
      let end = max(source.newest + 1, logNow?.milliseconds.flooredSeconds ?? .min)
      let through = min(end, range.through.milliseconds.flooredSeconds)
      let from = max(first, range.from.milliseconds.ceiledSeconds, through - longest)
      guard from <= through else { continue }
      var answer = SeriesAnswer(
        matchers: matchers,
        source: name,
        instance: instances[number],
        counts: { [scope] in scope.counts(number, isOfEdge: $0) },
        from: from,
        through: through,
        dictionaries: dictionaries
      )
      for metric in metrics where !isHidden(metric, number) { answer.add(metric, of: source) }
      result.append(answer.selection)
    }
    return SeriesSelection(joining: result)
  }
}

extension LogSeries {
  /// Whether what a source tells of a metric is told by the counted role already.
  private func isHidden(_ metric: LogMetric, _ source: Int) -> Bool {
    switch metric {
    case .lines, .errorsInARow, .requests: false
    case .requestDuration: scope.isRepeating(source)
    case .opened, .closed, .closedAbnormally, .short, .heartbeatTimeouts, .openAtBeginning:
      scope.hidesConnections(source)
    }
  }
}

extension SourceCounts {
  /// Whether the source's lines say anything of a metric: a log without requests has none, rather
  /// than 0 a second.
  fileprivate func tells(_ metric: LogMetric) -> Bool {
    switch metric {
    case .lines, .errorsInARow: first != nil
    case .requests: !requests.keys.isEmpty
    case .requestDuration: latencies.contains { $0.entryCount > 0 }
    case .opened, .closed, .closedAbnormally, .short, .heartbeatTimeouts, .openAtBeginning:
      opened.entryCount > 0 || !closed.isEmpty
    }
  }
}

extension LogMetric {
  /// The names under which the metric's series stand.
  fileprivate var names: [String] {
    self == .requestDuration
      ? ["_bucket", "_sum", "_count"].map { rawValue + $0 } : [rawValue]
  }
}

extension LogSnapshot {
  /// The names of everything that is counted from logs, whether a log tells of it or not.
  public static var metricNames: [String] { LogMetric.allCases.flatMap(\.names) }
}
