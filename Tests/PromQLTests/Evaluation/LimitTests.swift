import MetricsModel
import PromQL
import SeriesScripts
import Synchronization
import Testing

@Suite struct LimitTests {
  private func source(series: Int, samples: Int) -> MemorySource {
    MemorySource(
      (0..<series).map { index in
        Series(
          labels: Labels(name: "m", ["i": "\(index)"]),
          timestamps: (0..<samples).map { Int64($0) * 1000 },
          values: Array(repeating: Double(index), count: samples)
        )
      }
    )
  }

  private func error(
    _ query: String,
    _ evaluator: Evaluator,
    through: Int64 = 10_000,
    step: Double = 1,
    isCancelled: @escaping () -> Bool = { false }
  ) -> PromQLError.Kind? {
    do {
      _ = try evaluator.range(
        try PromQL.parse(query),
        from: Timestamp(milliseconds: 0),
        through: Timestamp(milliseconds: through),
        step: step,
        isCancelled: isCancelled
      )
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func samplesSeriesAndStepsAreBounded() {
    let data = source(series: 10, samples: 11)
    let small = Evaluator(source: data, limits: Limits(samples: 100, series: 5, steps: 10))
    #expect(error("m", small) == .tooManySteps(limit: 10))
    #expect(error("m", small, step: 2) == .tooManySeries(limit: 5))
    let few = Evaluator(source: data, limits: Limits(samples: 100))
    #expect(error("m", few) == .tooManySamples(limit: 100))
    #expect(error("m{i=\"1\"}", few) == nil)
  }

  @Test func rangesMustMakeSense() {
    let evaluator = Evaluator(source: MemorySource())
    #expect(error("1", evaluator, step: 0) == .badRange)
    #expect(error("1", evaluator, step: -.infinity) == .badRange)
    #expect(error("1", evaluator, through: -1) == .badRange)
    #expect(error("m[5m]", evaluator) == .rangeOfWrongType(.rangeVector))
    #expect(error("m", evaluator, through: .max, step: 1e300) == nil)
  }

  @Test func aQueryStopsWhenNobodyWaits() {
    let evaluator = Evaluator(source: source(series: 3, samples: 3))
    #expect(error("sum(m)", evaluator, isCancelled: { true }) == .cancelled)
  }

  @Test(arguments: [
    "absent_over_time(vector(1)[100y:1ms])", "count_values(\"v\", m * time())",
    "m @ 9.1e15 offset -290y", "rate(m[290y] offset -290y)", "m[1y:1y] offset 290y",
    "sum_over_time(m[290y:1s] @ -9e15)", "predict_linear(m[1m] @ 9e15, 1e300)",
    "year(m * 1e300)", "topk(1e300, m)", "quantile(2, m) + quantile(-1, m)", "m ^ m ^ m % 0",
    "day_of_year(vector(-1e14))",
  ])
  func hostileNumbersAreSurvived(query: String) throws {
    let evaluator = Evaluator(
      source: source(series: 20, samples: 20),
      limits: Limits(samples: 100_000)
    )
    _ = error(query, evaluator)
    for time in [Int64.min, -1, 0, .max] {
      _ = try? evaluator.instant(try PromQL.parse(query), at: Timestamp(milliseconds: time))
    }
  }

  @Test func labelsDoNotGrowWithoutBound() throws {
    var query = "m"
    for _ in 0..<40 { query = "label_join(\(query), \"i\", \"xxxxxxxx\", \"i\", \"i\", \"i\")" }
    let evaluator = Evaluator(source: source(series: 1, samples: 2))
    #expect(error(query, evaluator) == .labelTooLong(limit: 65_536))
  }

  @Test func aRangeReadsItsSeriesOnce() throws {
    let counting = CountingSource(source: source(series: 2, samples: 100))
    let series = try Evaluator(source: counting).range(
      try PromQL.parse("sum(rate(m[30s]))"),
      from: Timestamp(milliseconds: 30_000),
      through: Timestamp(milliseconds: 90_000),
      step: 1
    )
    #expect(series.map(\.values.count) == [61])
    #expect(
      counting.ranges.withLock { $0 } == [
        TimeRange(from: Timestamp(milliseconds: 1), through: Timestamp(milliseconds: 90_000))
      ]
    )
  }
}

/// A source that remembers what it was asked for.
private final class CountingSource: SeriesSource {
  let ranges = Mutex<[TimeRange]>([])
  private let source: MemorySource

  init(source: MemorySource) {
    self.source = source
  }

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    ranges.withLock { $0.append(range) }
    return source.series(matching: matchers, in: range)
  }

  func metricNames() -> [String] { source.metricNames() }
}
