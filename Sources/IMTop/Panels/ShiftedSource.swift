import MetricsModel

/// A source on another clock, read as if it were on the scrape's: times are moved by a fixed offset.
struct ShiftedSource: SeriesSource {
  var source: any SeriesSource
  /// What is added to the source's times, in milliseconds.
  var offset: Int64

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    let series = source.series(matching: matchers, in: range.moved(by: -offset))
    return offset == 0 ? series : series.map { $0.moved(by: offset) }
  }

  func selection(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    offset == 0
      ? source.selection(matching: matchers, in: range)
      : SeriesSelection(series(matching: matchers, in: range))
  }

  func newest(matching matchers: [Matcher], in range: TimeRange) -> SeriesSelection {
    let newest = source.newest(matching: matchers, in: range.moved(by: -offset))
    return offset == 0 ? newest : SeriesSelection(newest.all.map { $0.moved(by: offset) })
  }

  func metricNames() -> [String] { source.metricNames() }
}

extension Timestamp {
  /// This point moved by whole milliseconds, saturating.
  func moved(by milliseconds: Int64) -> Timestamp {
    advanced(bySeconds: Double(milliseconds) / 1000)
  }
}

extension TimeRange {
  /// This range moved by whole milliseconds, saturating.
  fileprivate func moved(by milliseconds: Int64) -> TimeRange {
    TimeRange(from: from.moved(by: milliseconds), through: through.moved(by: milliseconds))
  }
}

extension Series {
  fileprivate func moved(by milliseconds: Int64) -> Series {
    Series(labels: labels, timestamps: timestamps.map { $0 &+ milliseconds }, values: values)
  }
}
