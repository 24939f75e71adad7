/// The points in time at which an expression is evaluated, in milliseconds.
struct StepGrid {
  /// The first point.
  let start: Int64
  /// The distance between two points, above zero.
  let step: Int64
  /// How many points there are, at least one.
  let count: Int

  /// One point.
  init(at time: Int64) {
    self.init(start: time, step: 1, count: 1)
  }

  /// `count` points from `start` on; the caller has made sure that the last one fits.
  init(start: Int64, step: Int64, count: Int) {
    self.start = start
    self.step = step
    self.count = count
  }

  /// The points `start`, `start + step`, … up to `end`; nil when there is none or too many.
  init?(from start: Int64, through end: Int64, step: Int64, limit: Int) {
    let (length, overflow) = end.subtractingReportingOverflow(start)
    guard !overflow, length >= 0, step > 0, length / step < Int64(limit) else { return nil }
    self.init(start: start, step: step, count: Int(length / step) + 1)
  }

  /// The time of a point.
  func time(_ index: Int) -> Int64 { start &+ step &* Int64(index) }

  /// The last point.
  var end: Int64 { time(count - 1) }
}

extension Int64 {
  /// The difference, held at the ends of what fits.
  func clampedMinus(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (self < 0 ? .min : .max) : difference
  }
}
