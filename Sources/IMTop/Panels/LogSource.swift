import LogModel
import LogStream
import MetricsModel
import PromQL

/// The log's counts as PromQL reads them: those of all records, and under the label `filter` those of
/// the records that a filter lets through: `log_lines_total{filter="status >= 500"}`.
///
/// A series with the label exists only where a query asks for it by `=`.
struct LogSource: SeriesSource {
  /// The label that holds a filter.
  static let label = "filter"
  /// The latencies of requests as a histogram whose buckets are about 4 % wide.
  static let latencies = "log_request_latency_seconds_bucket"

  /// The counts of all records, or of those that pass `base`.
  let counts: any SeriesSource
  /// What all records that are counted pass.
  let base: Filter
  let snapshot: LogSnapshot
  let filters: LogFilters
  /// Where the log's clock stands.
  let logNow: Timestamp

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    let asked = matchers.first { $0.name == Self.label && $0.comparison == .equal }
    guard let text = asked?.value, !text.isEmpty else {
      let plain = counts.series(matching: matchers, in: range)
      guard asksForLatencies(matchers) else { return plain }
      return plain + latencies(base, matchers, in: range)
    }
    guard let own = try? FilterParser.parse(text) else { return [] }
    let filter = base == .all ? own : .and(base, own)
    let others = matchers.filter { $0.name != Self.label }
    let passing = filters.counts(passing: filter, over: snapshot, logNow: logNow)
    var found = passing.series(matching: others, in: range)
    if asksForLatencies(matchers) { found += latencies(filter, others, in: range) }
    return found.compactMap { series in
      let labels = series.labels.setting(Self.label, to: text)
      guard matchers.allSatisfy({ $0.matches(labels) }) else { return nil }
      return Series(labels: labels, timestamps: series.timestamps, values: series.values)
    }
  }

  func metricNames() -> [String] {
    let names = counts.metricNames()
    let hasLatencies = names.contains { $0.hasPrefix("log_request_duration_seconds") }
    return hasLatencies ? names + [Self.latencies] : names
  }

  /// Whether matchers name the histogram: a query for many names does not pay for it.
  private func asksForLatencies(_ matchers: [Matcher]) -> Bool {
    matchers.contains {
      $0.name == Labels.metricName && $0.comparison == .equal && $0.value == Self.latencies
    }
  }

  private func latencies(
    _ filter: Filter,
    _ matchers: [Matcher],
    in range: TimeRange
  ) -> [Series] {
    filters.latencies(passing: filter, in: range, over: snapshot, logNow: logNow)
      .compactMap { series in
        let labels = series.labels.setting(Labels.metricName, to: Self.latencies)
        guard matchers.allSatisfy({ $0.matches(labels) }) else { return nil }
        return Series(labels: labels, timestamps: series.timestamps, values: series.values)
      }
  }
}

extension LogSource {
  /// What is wrong with the filters that an expression names.
  static func mistakes(in text: String) -> [String] {
    guard let expression = try? PromQL.parse(text) else { return [] }
    return expression.selectors.flatMap(\.matchers).compactMap { matcher in
      guard matcher.name == label, matcher.comparison == .equal, !matcher.value.isEmpty else {
        return nil
      }
      do throws(FilterError) {
        _ = try FilterParser.parse(matcher.value)
        return nil
      } catch {
        return "the filter \(matcher.value) was not understood: \(error.message)"
      }
    }
  }
}
