import Testing

@testable import PromQL

@Suite struct SlidingFoldTests {
  @Test(arguments: [1, 2, 5, 30])
  func slidingEqualsLookingAtEachWindow(length: Int) {
    let values = (0..<200).map { Double(($0 * 7919) % 101) - 50 }
    var sums = SlidingFold<SumSummary>(values)
    var maxima = SlidingFold<MaximumSummary>(values)
    var variances = SlidingFold<VarianceSummary>(values)
    for end in stride(from: length, through: values.count, by: 3) {
      let window = (end - length)..<end
      let inside = values[window]
      let mean = inside.reduce(0, +) / Double(length)
      let variance = inside.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(length)
      #expect(sums.summary(of: window).sum.value == inside.reduce(0, +))
      #expect(maxima.summary(of: window).value == inside.max())
      #expect(abs(variances.summary(of: window).variance - variance) < 1e-9)
    }
  }

  @Test func nothingIsLostToAnOutlierThatHasLeft() {
    let values = [1e200, 0.1, 0.2, 0.3]
    var sums = SlidingFold<SumSummary>(values)
    #expect(sums.summary(of: 0..<2).sum.value == 1e200)
    #expect(sums.summary(of: 1..<3).sum.value == 0.1 + 0.2)
    #expect(sums.summary(of: 2..<4).sum.value == 0.5)
  }

  @Test func eachSampleIsLookedAtAFewTimes() {
    CountingSummary.appends = 0
    let values = [Double](repeating: 1, count: 10_000)
    var fold = SlidingFold<CountingSummary>(values)
    for end in 1000...values.count { _ = fold.summary(of: (end - 1000)..<end) }
    #expect(CountingSummary.appends < 4 * values.count)
  }
}

private struct CountingSummary: WindowSummary {
  nonisolated(unsafe) static var appends = 0

  init(_ value: Double) {}

  mutating func append(_ next: CountingSummary) { Self.appends += 1 }
}
