/// Which samples are in the window of each step, for all series with the same timestamps.
///
/// The series of one scrape share their timestamps, so this is computed for a few of a thousand.
final class WindowBounds {
  /// A window that is not empty.
  struct Window {
    /// The step.
    let step: Int
    /// The indices of its samples.
    let samples: Range<Int>
  }

  /// Milliseconds, ascending.
  let timestamps: [Int64]
  /// The windows that are not empty, in the order of the steps.
  let windows: [Window]
  /// How changes in these windows are extrapolated, one for each window.
  private(set) lazy var extrapolations: [Extrapolation] = windows.map {
    Extrapolation($0, timestamps: timestamps, grid: grid)
  }
  private let grid: WindowGrid

  /// The windows of `grid` over ascending `timestamps`.
  ///
  /// Both ends of a window move forward only, so that the whole costs one pass over steps and
  /// samples.
  init(_ timestamps: [Int64], _ grid: WindowGrid) {
    self.timestamps = timestamps
    self.grid = grid
    var windows: [Window] = []
    windows.reserveCapacity(grid.grid.count)
    var low = 0
    var high = 0
    for step in 0..<grid.grid.count {
      let end = grid.end(step)
      let begin = end.clampedMinus(grid.length)
      while high < timestamps.count, timestamps[high] <= end { high += 1 }
      while low < high, timestamps[low] <= begin { low += 1 }
      if low < high { windows.append(Window(step: step, samples: low..<high)) }
    }
    self.windows = windows
  }
}
