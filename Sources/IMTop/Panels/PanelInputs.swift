import LogModel
import MetricsModel
import Profiles
import PromQL

/// What panels are computed from at one moment; every source is on the scrape's clock.
struct PanelInputs {
  var now: Timestamp
  /// The scraped series.
  var scraped: any SeriesSource
  /// The log's counts.
  var log: any SeriesSource
  /// The log's counts of the records that pass `filter`.
  var filteredLog: any SeriesSource
  /// The filter of `filteredLog`.
  var filter: Filter
  var recognition: Recognition
  /// Grows when the recognition changes.
  var recognitionVersion: Int
  /// Grows when the log's past has changed, so that values computed from it are stale.
  var pastVersion: Int
  /// Grows when more of the past has passed through the filter; zero while nothing has.
  var filteredVersion: Int
  /// The first scrape of the program's life.
  var firstScrape: Timestamp?
  /// The oldest record of the log that is held.
  var logBegin: Timestamp?
  /// The Prometheus server that is asked beside what is held here.
  var remote: RemoteView?
}

/// When no target answered: a rate's window would go on over such times.
struct TargetSilence {
  private static let allDown = try? PromQL.parse("max(up) == 0")

  /// The steps of the window at which none did, in milliseconds.
  let steps: Set<Int64>
  /// Whether none does at the window's end, or now.
  let isNow: Bool

  /// Looks at every step of a window and at one moment.
  init(_ scraped: any SeriesSource, from: Int64, through: Int64, step: Int64, now: Int64) {
    steps = Self.steps(scraped, from, through, step)
    isNow = !Self.steps(scraped, now, now, 1).isEmpty
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
