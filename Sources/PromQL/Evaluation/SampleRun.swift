import MetricsModel

/// The samples of one series that windows slide over, staleness markers left out.
struct SampleRun {
  /// The identity.
  let labels: Labels
  /// Whether the name is dropped at the end.
  let dropsName: Bool
  /// Milliseconds, ascending.
  let timestamps: [Int64]
  /// The value at each timestamp.
  let values: [Double]
}

extension SampleRun {
  /// The samples of a series without its staleness markers.
  init(_ series: Series) {
    labels = series.labels
    dropsName = false
    guard series.values.holdsStale else {
      timestamps = series.timestamps
      values = series.values
      return
    }
    let present = series.values.indices.filter { !series.values[$0].isStale }
    timestamps = present.map { series.timestamps[$0] }
    values = present.map { series.values[$0] }
  }

  /// The values of a column at the steps where it has any.
  init(_ column: Column, on grid: StepGrid) {
    labels = column.labels
    dropsName = column.dropsName
    let present = column.values.indices.filter { !column.values[$0].isAbsent }
    timestamps = present.map(grid.time)
    values = present.map { column.values[$0] }
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
