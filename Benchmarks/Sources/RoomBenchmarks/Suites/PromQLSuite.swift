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
      suite.benchmark("\(title), \(scrapes) steps", settings: Work(series * scrapes, "samples")) {
        state in
        let evaluator = try watched.evaluator.get()
        let expression = try PromQL.parse(query)
        var result: [Series]?
        try state.measure {
          result = try? evaluator.range(
            expression,
            from: Scrapes.start,
            through: watched.end,
            step: 1
          )
        }
        try WrongAnswer.unless(result?.count, is: CounterPage.paths)
        try WrongAnswer.unless(result?.first?.values.count, is: scrapes - 1)
      }
      suite.benchmark("\(title), one step") { state in
        let evaluator = try watched.evaluator.get()
        let expression = try PromQL.parse(query)
        var result: Value?
        try state.measure { result = try? evaluator.instant(expression, at: watched.end) }
        try WrongAnswer.unless(result?.samples.count, is: CounterPage.paths)
      }
    }
  }

  /// The scrapes that are asked about, made when they are first needed.
  private final class Watched {
    let end = Scrapes.start.advanced(bySeconds: Double(scrapes - 1))

    lazy var evaluator = Result<Evaluator, any Error> {
      let stored = Scrapes()
      for round in 0..<scrapes {
        let taken = stored.store(CounterPage.text(round: round))
        try WrongAnswer.unless(taken, is: CounterPage.paths * CounterPage.shards)
      }
      return Evaluator(source: stored.store)
    }
  }
}
