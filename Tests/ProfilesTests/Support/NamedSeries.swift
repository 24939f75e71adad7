import MetricsModel

/// Series at hand: their identities, and where it matters their values, one a second up to the end.
struct NamedSeries: SeriesSource {
  private var series: [(labels: Labels, values: [Double])]

  init(_ labels: Labels...) { self.init(labels) }

  init(_ labels: [Labels]) { series = labels.map { ($0, [1]) } }

  init(_ series: KeyValuePairs<String, [Double]>) {
    self.series = series.map { (Labels(name: $0.key), $0.value) }
  }

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    series.filter { one in matchers.allSatisfy { $0.matches(one.labels) } }.map { one in
      let last = range.through.milliseconds
      let times = one.values.indices.map { last - Int64(one.values.count - 1 - $0) * 1000 }
      return Series(labels: one.labels, timestamps: times, values: one.values)
    }
  }

  func metricNames() -> [String] { Array(Set(series.map(\.labels.name))) }
}
