import MetricsModel

/// The windows of one series, and the scalar arguments of the function.
struct WindowInput {
  /// The samples.
  var run = SampleRun(series: Series())
  /// How the windows stand in time.
  let grid: WindowGrid
  /// Which samples they have.
  private(set) var bounds: WindowBounds
  /// The scalar arguments, one number for each step.
  let scalars: [[Double]]

  /// The windows over no samples.
  init(_ grid: WindowGrid, scalars: [[Double]]) {
    self.grid = grid
    self.scalars = scalars
    bounds = WindowBounds([], grid)
  }

  /// Finds the windows' samples in the run, where its times are others than before.
  ///
  /// Arrays that share their storage are equal without being compared.
  mutating func adapt() {
    guard run.series.timestamps != bounds.timestamps else { return }
    bounds = WindowBounds(run.series.timestamps, grid)
  }

  /// Calls `body` with each step and the indices of the samples in its window, where there are any.
  @inline(__always)
  func forEachWindow(_ body: (Int, Range<Int>) -> Void) {
    for window in bounds.windows { body(window.step, window.samples) }
  }
}

/// A function of the samples in a window.
struct WindowFunction: Sendable {
  /// Writes the value of each step that has one; the others are absent already.
  let fill: @Sendable (WindowInput, inout [Double]) -> Void
  /// Whether the result is a sample of the same metric.
  var keepsName = false
  /// Whether it makes sense for counters only.
  var expectsCounter = false
  /// Whether its first argument is a quantile.
  var takesQuantile = false

  /// A function that looks at each window on its own.
  static func each(
    _ value: @escaping @Sendable (WindowInput, Int, Range<Int>) -> Double
  ) -> WindowFunction {
    WindowFunction { input, result in
      input.forEachWindow { step, samples in result[step] = value(input, step, samples) }
    }
  }

  /// A function of a summary that slides with the window.
  static func sliding<Summary: WindowSummary>(
    _ type: Summary.Type,
    _ value: @escaping @Sendable (Summary, WindowInput, Range<Int>) -> Double
  ) -> WindowFunction {
    WindowFunction { input, result in
      var fold = SlidingFold<Summary>(input.run.values)
      input.forEachWindow { step, samples in
        result[step] = value(fold.summary(of: samples), input, samples)
      }
    }
  }
}
