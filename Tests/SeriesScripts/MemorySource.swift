package import MetricsModel

/// Series in memory, the data of a test.
package struct MemorySource: SeriesSource {
  private var samples: [Labels: [Int64: Double]] = [:]
  private var ordered: [Series] = []

  /// A source of the given series.
  package init(_ series: [Series] = []) {
    for one in series { add(one) }
    seal()
  }

  /// Adds samples; those of an equal time replace older ones.
  ///
  /// To be followed by `seal`.
  package mutating func add(_ series: Series) {
    for (time, value) in zip(series.timestamps, series.values) {
      samples[series.labels, default: [:]][time] = value
    }
  }

  /// Brings all samples into the order of their times.
  package mutating func seal() {
    ordered = samples.map { labels, byTime in
      let times = byTime.keys.sorted()
      return Series(labels: labels, timestamps: times, values: times.map { byTime[$0] ?? .nan })
    }
    .sorted { $0.labels.description < $1.labels.description }
  }

  /// The series that satisfy all matchers, with their samples in `range`.
  package func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    ordered.compactMap { series in
      guard matchers.allSatisfy({ $0.matches(series.labels) }) else { return nil }
      let inside = series.timestamps.indices.filter {
        range.contains(Timestamp(milliseconds: series.timestamps[$0]))
      }
      guard let first = inside.first, let last = inside.last else { return nil }
      return Series(
        labels: series.labels,
        timestamps: Array(series.timestamps[first...last]),
        values: Array(series.values[first...last])
      )
    }
  }

  /// The names of all series.
  package func metricNames() -> [String] { Array(Set(ordered.map(\.labels.name))) }
}
