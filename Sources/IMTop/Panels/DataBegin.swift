import MetricsModel
import PromQL

/// When what queries read begins: the first scrapes of the targets, the first record of the log.
struct DataBegin {
  /// Windows may begin so many milliseconds before there is something.
  static let tolerance: Int64 = 1_000

  /// Since when each target is scraped, by its labels, in milliseconds.
  private let targets: [(labels: Labels, first: Int64)]
  /// When each target was scraped, in milliseconds.
  private let scrapes: [[Int64]]
  private let source: any SeriesSource
  private let end: Timestamp
  /// The first record of the log, in milliseconds on the scrape's clock; nil without one.
  let log: Int64?
  /// Whether a Prometheus server tells the time before, of a metric.
  private let isToldBefore: (String) -> Bool

  /// What there is until `end`; `scraped` are the series of targets.
  init(
    _ scraped: any SeriesSource,
    until end: Timestamp,
    log: Timestamp?,
    isToldBefore: @escaping (_ metric: String) -> Bool = { _ in false }
  ) {
    source = scraped
    self.end = end
    self.log = log?.milliseconds
    self.isToldBefore = isToldBefore
    let all = TimeRange(from: Timestamp(milliseconds: 0), through: end)
    let up = scraped.series(matching: [Matcher(Labels.metricName, equals: "up")], in: all)
    targets = up.compactMap { one in one.timestamps.first.map { (one.labels, $0) } }
    scrapes = up.map(\.timestamps)
  }

  /// The last scrape of any target until a time.
  func lastScrape(until time: Int64) -> Int64? {
    scrapes.compactMap { $0.last { $0 <= time } }.max()
  }

  /// The first scrape of any target.
  var firstScrape: Int64? { targets.map(\.first).min() }

  /// When the series of a selector begin: the first scrape of the last target that has some, or the first
  /// record; nil where nothing tells.
  func begin(of selector: VectorSelector) -> Int64? {
    if let name = selector.metricName {
      if name.hasPrefix("log_") { return log }
      if name.hasPrefix("imtop_") || isToldBefore(name) { return nil }
    }
    guard let first = firstScrape, let last = targets.map(\.first).max() else { return nil }
    guard first < last else { return first }
    let range = TimeRange(from: end.advanced(bySeconds: -300), through: end)
    let found = source.series(matching: selector.matchers, in: range).map(\.labels)
    return targets.filter { target in
      found.contains {
        $0["instance"] == target.labels["instance"] && $0["job"] == target.labels["job"]
      }
    }.map(\.first).max() ?? first
  }
}
