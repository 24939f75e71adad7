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

  /// What `transform` makes of the windows of each run, without what it makes nothing of; on several
  /// threads where that pays.
  ///
  /// `scalars` are the scalar arguments of the function. A thread reads all its runs into the same
  /// memory.
  func map<Result: Sendable>(
    scalars: [[Double]] = [],
    _ transform: (WindowInput) -> Result?
  ) -> [Result] {
    Parallel.map(count, cost: samples + count * windows.grid.count) { part in
      let reader = reader
      var input = WindowInput(windows, scalars: scalars)
      var results: [Result] = []
      for place in part where reader(place, &input.run) {
        input.adapt()
        if let result = transform(input) { results.append(result) }
      }
      return results
    }
  }

  private var samples: Int {
    switch source {
    case .selection(let selection): selection.size
    case .runs(let runs): runs.reduce(0) { $0 + $1.values.count }
    }
  }

  /// Puts the run at a place into another one; false where it has no samples.
  private var reader: (_ place: Int, _ run: inout SampleRun) -> Bool {
    switch source {
    case .selection(let selection):
      let reader = selection.reader()
      return { place, run in
        switch reader.read(place, into: &run.series) {
        case .nothing: return false
        case .numbers: break
        case .samples: run.series.removeStale()
        }
        return true
      }
    case .runs(let runs):
      return { place, run in
        run = runs[place]
        return true
      }
    }
  }
}
