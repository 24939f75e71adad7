/// The series that a scrape makes of itself, in the order of their slots.
enum ReportSeries: String, CaseIterable {
  case up
  case duration = "scrape_duration_seconds"
  case samples = "scrape_samples_scraped"
  case kept = "scrape_samples_post_metric_relabeling"
  case added = "scrape_series_added"

  var slot: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
