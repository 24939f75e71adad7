import MetricsModel
import PromQL

/// What an alert's expression has given lately.
///
/// Whoever starts to watch in the middle of an incident wants to know when it began: the series' past can
/// tell.
struct AlertPast {
  /// How far back an alert's begin is looked for, in milliseconds.
  private static let reach: Int64 = 900_000
  /// The milliseconds between two looks.
  private static let stride: Int64 = 5_000

  private let expression: Expr
  private let moment: RuleMoment
  private let times: [Labels: [Int64]]

  /// The past before a moment; nil where it cannot be read, or not yet.
  init?(of expression: Expr, _ moment: RuleMoment) {
    let series = try? moment.range(
      expression,
      from: moment.time.advanced(bySeconds: -Double(Self.reach) / 1000),
      through: moment.time,
      step: Double(Self.stride) / 1000
    )
    guard let series else { return nil }
    (self.expression, self.moment) = (expression, moment)
    times = Dictionary(
      series.map { ($0.labels.withoutName, $0.timestamps) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Since when the expression has given a sample with these labels without a break of more than
  /// `tolerance` seconds; nil when it gives none at the moment.
  ///
  /// Of a time from which there is no sample for the expression nothing is known, though `absent` and
  /// `vector` give something there.
  func onset(of labels: Labels, tolerance: Double) -> Timestamp? {
    guard let times = times[labels], var begin = times.last,
      moment.time.milliseconds - begin < Self.stride
    else { return nil }
    let gap = Self.stride + Int64(max(0, min(tolerance, 3600)) * 1000)
    for time in times.reversed() {
      guard begin - time <= gap else { break }
      begin = time
    }
    return firstSample(from: Timestamp(milliseconds: begin)).map {
      Timestamp(milliseconds: max(begin, $0.milliseconds))
    }
  }

  /// The time of the first sample since a time that the expression may read, wherever it looks.
  private func firstSample(from begin: Timestamp) -> Timestamp? {
    // A server tells of no time of which it has no samples.
    guard !moment.delegates(expression) else { return begin }
    let range = TimeRange(from: begin, through: moment.time)
    return expression.selectors
      .flatMap { moment.source.series(matching: $0.matchers, in: range) }
      .compactMap(\.timestamps.first).min().map(Timestamp.init(milliseconds:))
  }
}
