import Testing

@testable import LogStream

@Suite struct CountSeriesTests {
  private func entries(_ series: CountSeries<UInt32>) -> [Int64: UInt32] {
    var result: [Int64: UInt32] = [:]
    var last = Int64.min
    series.visit { entry in
      #expect(entry.second > last)
      last = entry.second
      result[entry.second] = entry.delta
    }
    return result
  }

  @Test func anyOrderOfSecondsGivesTheSameCounts() {
    var generator = Numbers(seed: 7)
    var series = CountSeries<UInt32>()
    var expected: [Int64: UInt32] = [:]
    // Live seconds with late ones between them, then blocks of the past, each in order.
    for second in Int64(10_000)..<12_000 {
      for late in [second, second - Int64(generator.below(40))] {
        series.add(1, at: late)
        expected[late, default: 0] += 1
      }
    }
    for block in stride(from: Int64(9_860), to: 5_000, by: -100) {
      for second in block..<block + 100 where generator.below(3) > 0 {
        series.add(2, at: second)
        expected[second, default: 0] += 2
      }
    }
    #expect(entries(series) == expected)
    for first in stride(from: Int64(4_900), to: 12_100, by: 61) {
      let range = first..<first + 50
      let before = expected.reduce(0) { $0 + ($1.key < first ? Double($1.value) : 0) }
      let inside = range.map { Double(expected[$0] ?? 0) }
      var totals = [Double](repeating: 0, count: range.count)
      series.accumulate(from: first, through: first + 49) { totals[$0] += $1 }
      #expect(totals == inside.indices.map { before + inside[...$0].reduce(0, +) })
      #expect(series.sum(in: range) == inside.reduce(0, +))
    }
  }

  @Test(arguments: [(1, 1), (70_000, 1), (1, 2_000), (70_000, 2_000)])
  func largeAdditionsAndLongSilencesAreKept(most: Int, step: Int64) {
    var generator = Numbers(seed: 3)
    var series = CountSeries<UInt32>()
    var expected: [Int64: UInt32] = [:]
    for number in Int64(1)...900 {
      for second in [number * step, (number - Int64(generator.below(600))) * step] where second > 0
      {
        let delta = UInt32(1 + generator.below(most))
        series.add(delta, at: second)
        expected[second, default: 0] += delta
      }
    }
    #expect(entries(series) == expected)
    #expect(series.entryCount == expected.count)
  }

  @Test func whatIsFrozenTakesHalfTheMemory() {
    var series = CountSeries<UInt32>()
    for second in Int64(0)..<10_000 { series.add(1, at: second) }
    #expect(series.byteCount < 10_000 * 5)
  }

  @Test func fractionsAreKept() {
    var series = CountSeries<Double>()
    for second in Int64(0)..<1_000 { series.add(0.25, at: second) }
    #expect(series.sum(in: 0..<1_000) == 250)
  }

  @Test func theTotalIsKnownAtEachSecond() {
    var series = CountSeries<UInt32>()
    series.add(3, at: 10)
    series.add(1, at: 12)
    series.add(5, at: 8)
    var totals = [Double](repeating: 0, count: 6)
    series.accumulate(from: 8, through: 13) { totals[$0] += $1 }
    #expect(totals == [5, 5, 8, 8, 9, 9])
    #expect(series.sum(in: 9..<12) == 3)
  }

  @Test func whatWasAddedCanBeTakenAwayOnce() {
    var generator = Numbers(seed: 9)
    var series = CountSeries<UInt32>()
    var expected: [Int64: UInt32] = [:]
    for second in Array(Int64(3_000)..<4_000) + Array(Int64(2_000)..<3_000).reversed() {
      series.add(1, at: second)
      expected[second] = 1
    }
    for _ in 0..<1_500 {
      let second = 1_990 + Int64(generator.below(2_020))
      let isTaken = series.remove(1, at: second)
      #expect(isTaken == (expected[second] == 1))
      if expected[second] == 1 { expected[second] = 0 }
    }
    #expect(entries(series) == expected)
    #expect(series.sum(in: 0..<5_000) == expected.values.reduce(0) { $0 + Double($1) })
    series.trim(before: 2_500)
    let isTaken = series.remove(1, at: 2_400)
    #expect(!isTaken)
  }

  @Test func trimmingKeepsTheTotal() {
    var series = CountSeries<UInt32>()
    for second in 0..<2_000 { series.add(1, at: Int64(second)) }
    series.trim(before: 1_500)
    #expect(series.entryCount == 500)
    var totals = [Double](repeating: 0, count: 1)
    series.accumulate(from: 1_999, through: 1_999) { totals[$0] += $1 }
    #expect(totals == [2_000])
  }
}

/// Numbers that are the same in every run.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number from 0 to `limit` - 1.
  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
