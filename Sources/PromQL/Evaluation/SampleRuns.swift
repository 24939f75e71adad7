import MetricsModel

/// The runs of samples that the windows of one function slide over.
struct SampleRuns {
  private enum Source {
    /// Series of a source, each read when its turn comes.
    case selection(SeriesSelection)
    /// What a subquery gave.
    case runs([SampleRun])
  }

  private let source: Source
  /// How the windows stand in time.
  let windows: WindowGrid

  /// The series of a source.
  init(_ selection: SeriesSelection, _ windows: WindowGrid) {
    source = .selection(selection)
    self.windows = windows
  }

  /// The runs of a subquery.
  init(_ runs: [SampleRun], _ windows: WindowGrid) {
    source = .runs(runs)
    self.windows = windows
  }

  /// How many runs there are, at most.
  var count: Int {
    switch source {
    case .selection(let selection): selection.count
    case .runs(let runs): runs.count
    }
  }

  /// What `transform` makes of each run with the bounds of its windows, without what it makes nothing
  /// of; on several threads where that pays.
  func map<Result: Sendable>(_ transform: (SampleRun, WindowBounds) -> Result?) -> [Result] {
    switch source {
    case .selection(let selection):
      return Parallel.map(count, cost: selection.size + count * windows.grid.count) { part in
        var bounds = WindowBounds([], windows)
        return part.compactMap { place in
          guard let series = selection.series(at: place) else { return nil }
          let run = SampleRun(series)
          bounds = bounds.adapted(to: run.timestamps)
          return transform(run, bounds)
        }
      }
    case .runs(let runs):
      let samples = runs.reduce(0) { $0 + $1.values.count }
      return Parallel.map(count, cost: samples + count * windows.grid.count) { part in
        var bounds = WindowBounds([], windows)
        return part.compactMap { place in
          bounds = bounds.adapted(to: runs[place].timestamps)
          return transform(runs[place], bounds)
        }
      }
    }
  }
}
