/// By how much the change between the first and the last sample of a window grows to fill it, as
/// Prometheus extrapolates.
struct Extrapolation {
  /// Seconds between the first and the last sample.
  private let sampled: Double
  /// Seconds before the first sample into which the change is extrapolated.
  private let toStart: Double
  /// Seconds after the last sample into which the change is extrapolated.
  private let toEnd: Double
  /// The factor for a change that is not limited by zero.
  let factor: Double

  /// The extrapolation of a window of at least two samples.
  init(_ window: WindowBounds.Window, timestamps: [Int64], grid: WindowGrid) {
    let first = timestamps[window.samples.lowerBound]
    let last = timestamps[window.samples.upperBound - 1]
    let end = grid.end(window.step)
    let start = end.clampedMinus(grid.length)
    sampled = Double(last.clampedMinus(first)) / 1000
    let average = sampled / Double(window.samples.count - 1)
    let threshold = average * 1.1
    let before = Double(first.clampedMinus(start)) / 1000
    let after = Double(end.clampedMinus(last)) / 1000
    toStart = before >= threshold ? average / 2 : before
    toEnd = after >= threshold ? average / 2 : after
    factor = (sampled + toStart + toEnd) / sampled
  }

  /// The factor for a counter that began the window at `value` and grew by `change`: a counter is
  /// not extrapolated below zero.
  @inline(__always)
  func factor(value: Double, change: Double) -> Double {
    guard change > 0, value >= 0, value * sampled < toStart * change else { return factor }
    return (sampled + sampled * (value / change) + toEnd) / sampled
  }
}
