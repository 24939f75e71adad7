/// What a counter had counted before each of its resets.
struct CounterResets {
  /// Up to where sums of whole numbers are exact.
  private static let exactLimit = 0x1p53

  /// How what was lost within a window is found.
  private enum Form {
    /// By the difference of two sums, which are exact: for whole numbers.
    case sums([Double])
    case sliding(SlidingFold<SumSummary>)
  }

  private var form: Form

  /// The resets of a counter; nil when there is none.
  init?(_ values: [Double]) {
    let resets = values.withUnsafeBufferPointer { values in
      var resets = 0
      for index in 1..<max(1, values.count) {
        resets &+= values[index] < values[index &- 1] ? 1 : 0
      }
      return resets
    }
    guard resets > 0 else { return nil }
    let span = values.span
    var lost = [Double](repeating: 0, count: span.count)
    var sums = lost
    var total = 0.0
    var isExact = true
    for index in 1..<span.count {
      if span[index] < span[index &- 1] {
        let value = span[index &- 1]
        lost[index] = value
        total += value
        isExact = isExact && value == value.rounded() && total.magnitude < Self.exactLimit
      }
      sums[index] = total
    }
    form = isExact ? .sums(sums) : .sliding(SlidingFold(lost))
  }

  /// What was lost within a window of at least two samples.
  mutating func lost(in samples: Range<Int>) -> Double {
    switch form {
    case .sums(let sums): return sums[samples.upperBound - 1] - sums[samples.lowerBound]
    case .sliding(var fold):
      let result = fold.summary(of: samples.dropFirst().startIndex..<samples.upperBound)
      form = .sliding(fold)
      return result.sum.value
    }
  }
}
