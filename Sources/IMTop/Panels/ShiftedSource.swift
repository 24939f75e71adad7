import MetricsModel

/// A source on another clock, read as if it were on the scrape's: times are moved by a fixed offset.
struct ShiftedSource: SeriesSource {
  var source: any SeriesSource
  /// What is added to the source's times, in milliseconds.
  var offset: Int64

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    guard offset != 0 else { return source.series(matching: matchers, in: range) }
    let shifted = TimeRange(
      from: range.from.moved(by: -offset),
      through: range.through.moved(by: -offset)
    )
    return source.series(matching: matchers, in: shifted).map { series in
      Series(
        labels: series.labels,
        timestamps: series.timestamps.map { $0 &+ offset },
        values: series.values
      )
    }
  }

  func metricNames() -> [String] { source.metricNames() }
}

extension Timestamp {
  /// This point moved by whole milliseconds, saturating.
  func moved(by milliseconds: Int64) -> Timestamp {
    advanced(bySeconds: Double(milliseconds) / 1000)
  }
}
