/// What a scrape reports of its page.
struct ScrapeCounts {
  var samples = 0
  /// How many are left after relabelling.
  var kept = 0
  /// How many series are new.
  var added = 0
}

extension RowBuilder {
  /// Enters the series that a scrape makes of itself.
  mutating func report(_ counts: ScrapeCounts, isUp: Bool, seconds: Double) {
    replace(ReportSeries.up.slot, isUp ? 1 : 0)
    replace(ReportSeries.duration.slot, seconds)
    replace(ReportSeries.samples.slot, Double(counts.samples))
    replace(ReportSeries.kept.slot, Double(counts.kept))
    replace(ReportSeries.added.slot, Double(counts.added))
  }
}
