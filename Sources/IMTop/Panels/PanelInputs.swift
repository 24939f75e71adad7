import LogModel
import MetricsModel
import Profiles

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
