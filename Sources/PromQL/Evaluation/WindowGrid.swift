/// Where the steps of an expression look at its series: shifted, anchored, and back by a window.
struct WindowGrid {
  /// The steps.
  let grid: StepGrid
  /// The point that replaces every step, in milliseconds.
  let anchor: Int64?
  /// How far back from there, in milliseconds.
  let offset: Int64
  /// How long a window is, in milliseconds; it is open on the left.
  let length: Int64

  /// The last moment of the window of a step.
  func end(_ index: Int) -> Int64 { (anchor ?? grid.time(index)).clampedMinus(offset) }

  /// The first moment that belongs to any window.
  var earliest: Int64 { end(0).clampedMinus(length).clampedMinus(-1) }

  /// The last moment that belongs to any window.
  var latest: Int64 { end(grid.count - 1) }

  /// Whether all steps have the same window.
  var isOne: Bool { anchor != nil || grid.count == 1 }
}
