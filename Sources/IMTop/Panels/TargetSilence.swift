import Dashboard
import MetricsModel
import PromQL

/// When no target answered, and which do not answer now: a rate's window would go on over such times,
/// and a sum would look like a fall.
struct TargetSilence {
  private static let allDown = try? PromQL.parse("max(up) == 0")
  private static let someDown = try? PromQL.parse("up == 0")

  /// The steps of the window at which none did, in milliseconds.
  let steps: Set<Int64>
  /// Whether none does at the window's end, or now.
  let isNow: Bool
  /// The instances that do not answer then.
  let instances: Set<String>

  private let scraped: any SeriesSource

  /// Looks at every step of a window and at one moment.
  init(_ scraped: any SeriesSource, from: Int64, through: Int64, step: Int64, now: Int64) {
    self.scraped = scraped
    steps = Self.steps(scraped, from, through, step)
    isNow = !Self.steps(scraped, now, now, 1).isEmpty
    let samples = Self.someDown.flatMap {
      try? Evaluator(source: scraped).instant($0, at: Timestamp(milliseconds: now)).samples
    }
    instances = Set((samples ?? []).compactMap { $0.labels["instance"] })
  }

  /// Of how many targets an expression has values in `range`, and how many of these answer; nil while
  /// all do.
  func coverage(of expression: Expr, in range: TimeRange) -> TargetCoverage? {
    guard !instances.isEmpty, !isNow else { return nil }
    var offering: Set<String> = []
    for name in expression.metricNames ?? [] {
      let series = scraped.series(
        matching: [Matcher(Labels.metricName, equals: name)],
        in: range
      )
      offering.formUnion(series.compactMap { $0.labels["instance"] })
    }
    let silent = offering.intersection(instances).count
    guard silent > 0 else { return nil }
    return TargetCoverage(answering: offering.count - silent, offering: offering.count)
  }

  private static func steps(
    _ scraped: any SeriesSource,
    _ from: Int64,
    _ through: Int64,
    _ step: Int64
  ) -> Set<Int64> {
    guard let allDown else { return [] }
    let series = try? Evaluator(source: scraped).range(
      allDown,
      from: Timestamp(milliseconds: from),
      through: Timestamp(milliseconds: through),
      step: Double(step) / 1000,
      isCancelled: { false }
    )
    return Set(series?.first?.timestamps ?? [])
  }
}
