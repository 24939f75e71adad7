import MetricsModel
import PromQL
import SeriesScripts
import Synchronization
import Testing

@Suite struct SubqueryMemoryTests {
  /// Series whose samples can be added later, which remembers the longest range that was read.
  private final class GrowingSource: SeriesSource {
    let held = Mutex(MemorySource())
    let longest = Mutex(0.0)

    func add(_ name: String, at second: Int, _ value: Double) {
      held.withLock { held in
        held.add(
          Series(
            labels: Labels(name: name, ["i": "\(second / 700)"]),
            timestamps: [Int64(second) * 1000],
            values: [value]
          )
        )
        held.seal()
      }
    }

    func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
      longest.withLock { $0 = max($0, range.seconds) }
      return held.withLock { $0 }.series(matching: matchers, in: range)
    }

    func metricNames() -> [String] { [] }

    /// The longest range that was read since this was asked last.
    func takeLongest() -> Double {
      longest.withLock { longest in
        defer { longest = 0 }
        return longest
      }
    }
  }

  private func value(
    _ query: String,
    _ source: GrowingSource,
    _ memory: SubqueryMemory?,
    at second: Double
  ) throws -> [Labels: Double] {
    let value = try Evaluator(source: source, subqueries: memory).instant(
      try PromQL.parse(query),
      at: Timestamp(seconds: second)
    )
    return Dictionary(uniqueKeysWithValues: value.samples.map { ($0.labels, $0.value) })
  }

  @Test(
    arguments: [
      "quantile_over_time(0.5, sum by (i) (x)[10m:15s] offset 30s)",
      "max_over_time(sum(rate(x[1m]))[10m:15s])",
      "sum_over_time((x > 3)[5m:7s] offset 1m) + sum_over_time((x > 3)[5m:7s] offset 4m)",
      "avg_over_time(sum_over_time(x[1m:5s])[10m:20s] offset 1m)",
      "sum_over_time((x - x @ end())[10m:15s])",
    ]
  )
  func evaluationsInSuccessionGiveWhatEachGivesAlone(_ query: String) throws {
    let source = GrowingSource()
    let memory = SubqueryMemory()
    for second in stride(from: 0, to: 1400, by: 5) {
      source.add("x", at: second, Double(second * second % 11))
    }
    for second in stride(from: 600.0, to: 1390, by: 13) {
      let expected = try value(query, source, nil, at: second)
      #expect(try value(query, source, memory, at: second) == expected, "\(second)")
    }
  }

  @Test func onlyTheNewestStepsAreRead() throws {
    let source = GrowingSource()
    let memory = SubqueryMemory()
    for second in stride(from: 0, to: 800, by: 5) { source.add("x", at: second, 1) }
    let query = "quantile_over_time(0.5, sum(rate(x[1m]))[10m:15s] offset 30s)"
    _ = try value(query, source, memory, at: 700)
    #expect(source.takeLongest() > 600)
    _ = try value(query, source, memory, at: 702)
    #expect(source.takeLongest() < 100)
  }

  @Test func lateSamplesAreSeen() throws {
    let source = GrowingSource()
    let memory = SubqueryMemory()
    let query = "sum_over_time(sum(last_over_time(x[10s]))[10m:10s])"
    source.add("x", at: 100, 1)
    #expect(try value(query, source, memory, at: 200) == [.empty: 1])
    // Less than a minute late, and more.
    source.add("x", at: 150, 1)
    source.add("x", at: 120, 1)
    #expect(try value(query, source, memory, at: 201) == [.empty: 2])
    #expect(try value(query, source, memory, at: 260) == [.empty: 3])
  }
}
