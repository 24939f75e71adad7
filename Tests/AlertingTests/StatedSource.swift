import MetricsModel

/// Series that a test states outright: one sample a second from second 0 on, none where the value is a NaN.
struct StatedSource: SeriesSource {
  var lines: [Labels: [Double]]

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    lines.compactMap { labels, values in
      guard matchers.allSatisfy({ $0.matches(labels) }) else { return nil }
      let samples = values.enumerated().map { (Int64($0.offset) * 1000, $0.element) }
        .filter { range.contains(Timestamp(milliseconds: $0.0)) && !$0.1.isNaN }
      guard !samples.isEmpty else { return nil }
      return Series(labels: labels, timestamps: samples.map(\.0), values: samples.map(\.1))
    }
  }

  func metricNames() -> [String] { Array(Set(lines.keys.map(\.name))) }
}
