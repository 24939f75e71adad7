/// What is known of a run of samples, such that two neighbouring runs can be put together.
protocol WindowSummary: SendableMetatype {
  /// The summary of one sample.
  init(_ value: Double)
  /// Appends the summary of the run that follows.
  mutating func append(_ next: Self)
}

/// Summaries of windows that only move forward, each sample being looked at a few times in all.
///
/// Two stacks: for the older part of the window the summaries of all its ends are kept, the newer
/// part is one summary. Nothing is ever subtracted, so nothing is lost to cancellation.
struct SlidingFold<Summary: WindowSummary> {
  private let values: [Double]
  private var ends: [Summary] = []
  private var endsStart = 0
  private var pivot = 0
  private var newer: Summary?
  private var newerEnd = 0

  /// A fold over windows of `values`.
  init(_ values: [Double]) {
    self.values = values
  }

  /// The summary of a window that is not empty and begins and ends no earlier than the one before.
  mutating func summary(of window: Range<Int>) -> Summary {
    if window.lowerBound >= pivot { turn(window) }
    while newerEnd < window.upperBound {
      let next = Summary(values[newerEnd])
      if newer == nil { newer = next } else { newer?.append(next) }
      newerEnd += 1
    }
    var result = ends[ends.count - 1 - (window.lowerBound - endsStart)]
    if let newer { result.append(newer) }
    return result
  }

  /// Makes all of `window` the older part.
  private mutating func turn(_ window: Range<Int>) {
    ends.removeAll(keepingCapacity: true)
    endsStart = window.lowerBound
    pivot = window.upperBound
    newer = nil
    newerEnd = window.upperBound
    for index in window.reversed() {
      var end = Summary(values[index])
      if let after = ends.last { end.append(after) }
      ends.append(end)
    }
  }
}
