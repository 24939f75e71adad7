/// What a counter had counted before each of its resets.
struct CounterResets {
  private var fold: SlidingFold<SumSummary>

  /// The resets of a counter; nil when there is none.
  init?(_ values: [Double]) {
    guard !zip(values, values.dropFirst()).allSatisfy({ !($1 < $0) }) else { return nil }
    var lost = [Double](repeating: 0, count: values.count)
    for index in values.indices.dropFirst() where values[index] < values[index - 1] {
      lost[index] = values[index - 1]
    }
    fold = SlidingFold(lost)
  }

  /// What was lost within a window of at least two samples.
  mutating func lost(in samples: Range<Int>) -> Double {
    fold.summary(of: samples.dropFirst().startIndex..<samples.upperBound).sum.value
  }
}
