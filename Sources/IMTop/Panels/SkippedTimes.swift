import MetricsModel

/// When lines of a log were left out that have not been read since: its counts of these times are too low.
///
/// The store knows no times of lines that it has not seen. They were written no longer ago than a file is
/// allowed to be read behind, before the series of imtop itself tell that they were skipped.
struct SkippedTimes {
  /// Lines that were left out and wait to be read.
  static let skipped = "imtop_log_lines_skipped"
  /// Lines that nobody will read any more.
  static let lost = "imtop_log_lines_lost_total"
  /// How many milliseconds the lines may be older than the sample that tells of them.
  private static let lag: Int64 = 5_000

  /// In milliseconds.
  private let ranges: [ClosedRange<Int64>]

  /// What the series in `own` tell of a range.
  init(_ own: any SeriesSource, in range: TimeRange) {
    func series(_ name: String) -> [Series] {
      own.series(matching: [Matcher(Labels.metricName, equals: name)], in: range)
    }
    // What has been read since leaves no gap.
    let waiting = series(Self.skipped).filter { $0.values.last.map { $0 > 0 } ?? false }
    ranges = (waiting + series(Self.lost)).flatMap(Self.rises)
  }

  /// The steps of a window at which a value that looks back over `reach` milliseconds lacks lines.
  func steps(from: Int64, through: Int64, step: Int64, reach: Int64) -> Set<Int64> {
    guard !ranges.isEmpty, step > 0, from <= through else { return [] }
    return Set(
      stride(from: from, through: through, by: Int(clamping: step)).filter { time in
        ranges.contains { time >= $0.lowerBound && time - max(reach, step) < $0.upperBound }
      }
    )
  }

  /// When the values of a series grew.
  private static func rises(_ series: Series) -> [ClosedRange<Int64>] {
    var before = 0.0
    var found: [ClosedRange<Int64>] = []
    for (time, value) in zip(series.timestamps, series.values) where !value.isStale {
      if value > before { found.append(time - lag...time) }
      before = value
    }
    return found
  }
}
