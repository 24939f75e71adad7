import MetricsModel

extension Evaluation {
  /// The newest sample of each series at each step, no older than the lookback.
  func select(
    _ selector: VectorSelector,
    over grid: StepGrid,
    at range: Range<Int>
  )
    throws(PromQLError) -> [Column]
  {
    try newestSamples(of: selector, over: grid, at: range) { sample, _ in sample }
  }

  /// The time, in seconds, of the newest sample of each series at each step.
  func selectTimes(
    _ selector: VectorSelector,
    over grid: StepGrid,
    at range: Range<Int>
  )
    throws(PromQLError) -> [Column]
  {
    try newestSamples(of: selector, over: grid, at: range) { _, time in Double(time) / 1000 }
  }

  private func newestSamples(
    of selector: VectorSelector,
    over grid: StepGrid,
    at range: Range<Int>,
    _ pick: (Double, Int64) -> Double
  ) throws(PromQLError) -> [Column] {
    let windows = windows(selector.shift, length: settings.lookback, over: grid)
    let selection = try read(
      selector.matchers,
      within: windows,
      at: range,
      newestOnly: windows.isOne
    )
    try charge(samples: selection.count * grid.count, at: range)
    return Parallel.map(selection.count, cost: selection.size) { part in
      let reader = selection.reader()
      var series = Series()
      var bounds = WindowBounds([], windows)
      return part.compactMap { place -> Column? in
        guard reader.read(place, into: &series) != .nothing else { return nil }
        if series.timestamps != bounds.timestamps {
          bounds = WindowBounds(series.timestamps, windows)
        }
        var values = [Double](repeating: .absent, count: grid.count)
        var isEmpty = true
        for window in bounds.windows {
          let newest = window.samples.upperBound - 1
          guard !series.values[newest].isStale else { continue }
          values[window.step] = pick(series.values[newest], series.timestamps[newest])
          isEmpty = false
        }
        return isEmpty ? nil : Column(labels: series.labels, dropsName: false, values: values)
      }
    }
  }

  /// Whether any series has a sample at the first step.
  func holdsAny(
    of selector: VectorSelector,
    over grid: StepGrid,
    at range: Range<Int>
  )
    throws(PromQLError) -> Bool
  {
    let windows = windows(selector.shift, length: settings.lookback, over: grid)
    let found = try read(selector.matchers, within: windows, at: range, newestOnly: windows.isOne)
    let reader = found.reader()
    var series = Series()
    return (0..<found.count).contains { place in
      reader.read(place, into: &series) != .nothing
        && series.values.last.map { !$0.isStale } ?? false
    }
  }

  /// The samples that the windows of a matrix selector or a subquery slide over.
  func runs(of expression: Expr, over grid: StepGrid) throws(PromQLError) -> SampleRuns {
    switch expression.unwrapped.node {
    case .matrix(let matrix):
      let windows = windows(matrix.selector.shift, length: matrix.window, over: grid)
      return SampleRuns(
        try read(matrix.selector.matchers, within: windows, at: expression.range),
        windows
      )
    case .subquery(let subquery):
      return try runs(of: subquery, over: grid, at: expression.range)
    default:
      throw PromQLError(.misplacedRange, at: expression.range)
    }
  }

  /// The samples of the one window of an instant query.
  func window(of expression: Expr) throws(PromQLError) -> [Series] {
    let runs = try runs(of: expression, over: queryGrid)
    let result = runs.map { input in
      input.bounds.windows.first.map { window in
        Series(
          labels: input.run.dropsName ? input.run.labels.withoutName : input.run.labels,
          timestamps: Array(input.run.timestamps[window.samples]),
          values: Array(input.run.values[window.samples])
        )
      }
    }
    guard Set(result.map(\.labels)).count == result.count else {
      throw PromQLError(.duplicateLabels, at: expression.range)
    }
    return result.sorted { $0.labels.precedes($1.labels) }
  }

  private func runs(
    of subquery: Subquery,
    over grid: StepGrid,
    at range: Range<Int>
  )
    throws(PromQLError) -> SampleRuns
  {
    let windows = windows(subquery.shift, length: subquery.window, over: grid)
    let step = subquery.step ?? settings.defaultStep
    // Steps are multiples of the step's length, so that they do not move with the query.
    let before = windows.end(0).clampedMinus(subquery.window)
    var start = before / step * step
    if start <= before { start = start.clampedMinus(-step) }
    guard start <= windows.latest else { return SampleRuns([], windows) }
    let cells = settings.limits.samples
    guard let inner = StepGrid(from: start, through: windows.latest, step: step, limit: cells)
    else { throw PromQLError(.tooManySamples(limit: cells), at: range) }
    try charge(samples: inner.count, at: range)
    let compute = { [self] (grid: StepGrid) throws(PromQLError) in
      try vector(subquery.expression, over: grid)
    }
    let columns =
      if let memory = settings.subqueries, grid.count == 1, !subquery.dependsOnQuery {
        try memory.columns(of: subquery, over: inner, at: grid.start, compute)
      } else {
        try compute(inner)
      }
    return SampleRuns(columns.map { SampleRun($0, on: inner) }, windows)
  }

  private func windows(_ shift: TimeShift, length: Int64, over grid: StepGrid) -> WindowGrid {
    let anchor: Int64? =
      switch shift.anchor {
      case .milliseconds(let time): time
      case .start: queryGrid.start
      case .end: queryGrid.end
      case nil: nil
      }
    return WindowGrid(grid: grid, anchor: anchor, offset: shift.offset, length: length)
  }

  private func read(
    _ matchers: [Matcher],
    within windows: WindowGrid,
    at range: Range<Int>,
    newestOnly: Bool = false
  )
    throws(PromQLError) -> SeriesSelection
  {
    let time = TimeRange(
      from: Timestamp(milliseconds: windows.earliest),
      through: Timestamp(milliseconds: windows.latest)
    )
    let found =
      newestOnly
      ? source.newest(matching: matchers, in: time) : source.selection(matching: matchers, in: time)
    try charge(series: found.count, samples: found.size, at: range)
    return found
  }
}
