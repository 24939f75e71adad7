import MetricsModel

@testable import SeriesStore

/// A store with one target, scraped by hand at whole seconds.
struct StoreHarness {
  let store: MetricsStore
  let target: MetricsStore.Target

  init(
    limits: MetricsStore.Limits = .init(),
    seriesLimit: Int = 1000,
    rules: PageRules = PageRules()
  ) {
    store = MetricsStore(limits: limits)
    target = store.addTarget(
      job: "im",
      instance: "gw-1:8080",
      rules: rules,
      seriesLimit: seriesLimit
    )
  }

  /// Stores a page as scraped at `second`.
  @discardableResult func scrape(
    _ second: Double,
    _ page: String,
    format: ExpositionFormat = .text
  ) throws -> ScrapeReport {
    try store.storeNow(
      Array(page.utf8),
      format: format,
      of: target,
      at: Timestamp(seconds: second),
      seconds: 0.01
    )
  }

  func fail(_ second: Double) {
    store.storeFailureNow(of: target, at: Timestamp(seconds: second), seconds: 0.01)
  }

  /// What a selector gives in the closed range of seconds: `12@5` is the value 12 at 5 s.
  func samples(
    _ name: String,
    _ labels: [String: String] = [:],
    in range: ClosedRange<Double> = 0...1e6
  )
    -> [String]
  {
    let matchers =
      [Matcher(Labels.metricName, equals: name)] + labels.map { Matcher($0.key, equals: $0.value) }
    let time = TimeRange(
      from: Timestamp(seconds: range.lowerBound),
      through: Timestamp(seconds: range.upperBound)
    )
    return store.series(matching: matchers, in: time).flatMap { series in
      zip(series.timestamps, series.values).map { time, value in
        "\(value.isStale ? "stale" : plain(value))@\(plain(Double(time) / 1000))"
      }
    }
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
