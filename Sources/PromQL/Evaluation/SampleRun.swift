import MetricsModel

/// The samples of one series that windows slide over, staleness markers left out.
struct SampleRun {
  /// The identity and the samples, ascending in time.
  var series: Series
  /// Whether the name is dropped at the end.
  var dropsName = false

  /// The identity.
  var labels: Labels { series.labels }
  /// Milliseconds, ascending.
  var timestamps: [Int64] { series.timestamps }
  /// The value at each timestamp.
  var values: [Double] { series.values }
}

extension SampleRun {
  /// The values of a column at the steps where it has any.
  init(_ column: Column, on grid: StepGrid) {
    let present = column.values.indices.filter { !column.values[$0].isAbsent }
    series = Series(
      labels: column.labels,
      timestamps: present.map(grid.time),
      values: present.map { column.values[$0] }
    )
    dropsName = column.dropsName
  }
}

extension Series {
  /// Leaves the staleness markers out.
  mutating func removeStale() {
    guard values.holdsStale else { return }
    let present = values.indices.filter { !values[$0].isStale }
    timestamps = present.map { timestamps[$0] }
    values = present.map { values[$0] }
  }
}

extension [Double] {
  /// Whether any value is a staleness marker.
  ///
  /// Markers are NaN, which every processor finds several values at a time; only where there is one
  /// its bits are looked at.
  fileprivate var holdsStale: Bool {
    let span = span
    var holdsNaN = false
    for index in span.indices { holdsNaN = (span[index] != span[index]) || holdsNaN }
    return holdsNaN && contains(where: \.isStale)
  }
}
