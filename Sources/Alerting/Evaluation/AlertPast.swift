import MetricsModel
import PromQL

extension Expr {
  /// How far back an alert's begin is looked for, in milliseconds.
  private static let reach: Int64 = 900_000
  /// The milliseconds between two looks.
  private static let stride: Int64 = 5_000

  /// Since when the expression has given a sample with these labels without a break of more than
  /// `tolerance` seconds; nil when it gives none at `now`.
  ///
  /// Whoever starts to watch in the middle of an incident wants to know when it began: the series'
  /// past can tell. Of a time from which `source` has no sample for the expression nothing is known,
  /// though `absent` and `vector` give something there.
  func onset(
    of labels: Labels,
    _ evaluator: Evaluator,
    _ source: any SeriesSource,
    at now: Timestamp,
    tolerance: Double
  ) -> Timestamp? {
    let series = try? evaluator.range(
      self,
      from: now.advanced(bySeconds: -Double(Self.reach) / 1000),
      through: now,
      step: Double(Self.stride) / 1000,
      isCancelled: { false }
    )
    guard let times = series?.first(where: { $0.labels.withoutName == labels })?.timestamps,
      var begin = times.last, now.milliseconds - begin < Self.stride
    else { return nil }
    let gap = Self.stride + Int64(max(0, min(tolerance, 3600)) * 1000)
    for time in times.reversed() {
      guard begin - time <= gap else { break }
      begin = time
    }
    return firstSample(in: source, from: Timestamp(milliseconds: begin), through: now).map {
      Timestamp(milliseconds: max(begin, $0.milliseconds))
    }
  }

  /// The time of the first sample between two times that the expression may read, wherever it looks.
  private func firstSample(
    in source: any SeriesSource,
    from: Timestamp,
    through: Timestamp
  ) -> Timestamp? {
    let range = TimeRange(from: from, through: through)
    return selectors.flatMap { source.series(matching: $0.matchers, in: range) }
      .compactMap(\.timestamps.first).min().map(Timestamp.init(milliseconds:))
  }
}
