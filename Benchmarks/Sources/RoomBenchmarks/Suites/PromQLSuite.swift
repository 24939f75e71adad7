import Benchmark
import MetricsModel
import PromQL

/// What it costs to evaluate a panel's expression over scrapes in memory.
enum PromQLSuite {
  private static let scrapes = 900
  private static let query = "sum by (path)(rate(x[1m]))"

  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "promql") { suite in
      let series = CounterPage.paths * CounterPage.shards
      let watched = Watched()
      let title = "\(query), \(series) series × \(scrapes) samples"
      suite.benchmark("\(title), 900 steps", settings: Work(series * scrapes, "samples")) { state in
        let evaluator = watched.evaluator
        let expression = try PromQL.parse(query)
        try state.measure {
          keep(
            try? evaluator.range(
              expression,
              from: Scrapes.start,
              through: watched.end,
              step: 1
            )
          )
        }
      }
      suite.benchmark("\(title), one step") { state in
        let evaluator = watched.evaluator
        let expression = try PromQL.parse(query)
        try state.measure { keep(try? evaluator.instant(expression, at: watched.end)) }
      }
    }
  }

  /// The scrapes that are asked about, made when they are first needed.
  private final class Watched {
    let end = Scrapes.start.advanced(bySeconds: Double(scrapes - 1))

    lazy var evaluator: Evaluator = {
      let stored = Scrapes()
      for round in 0..<scrapes { stored.store(CounterPage.text(round: round)) }
      return Evaluator(source: stored.store)
    }()
  }
}
