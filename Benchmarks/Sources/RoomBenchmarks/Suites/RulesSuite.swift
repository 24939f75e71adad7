import Alerting
import Benchmark
import LogStream
import MetricsModel
import Profiles
import PromQL

/// What it costs to evaluate the built-in rules over a log alone, as a dashboard does every second while
/// an alert fires.
enum RulesSuite {
  /// An hour of the generated log, in which two of a hundred requests fail.
  private static let lines = 360_000

  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "rules") { suite in
      let watched = Watched()
      let title = "built-in rules over an hour of a log, five times a second apart"
      suite.benchmark("\(title), everything computed anew") { state in
        var watch = try watched.watch()
        try state.measure { for _ in 0..<5 { watch.evaluate(past: nil) } }
        try WrongAnswer.unless(watch.fires, is: true)
      }
      suite.benchmark("\(title), after an evaluation before") { state in
        var watch = try watched.watch()
        watch.evaluate(past: [0])
        try state.measure { for _ in 0..<5 { watch.evaluate(past: [0]) } }
        try WrongAnswer.unless(watch.fires, is: true)
      }
    }
  }

  /// Rules that watch a log which has come to its end.
  private struct Watch {
    var rules: RuleEngine
    let store: LogStore
    var now: Timestamp
    var fires = false

    mutating func evaluate(past: [Int]?) {
      let statuses = rules.evaluate(
        at: now,
        source: store.series(logNow: now),
        past: past,
        logLateness: 1
      )
      fires = statuses.contains { $0.state == .firing }
      now = now.advanced(bySeconds: 1)
    }
  }

  /// The log, made when it is first needed.
  private final class Watched {
    private let start = Timestamp(seconds: Double(LogLines.start))
    private var made: Watch?

    /// The rules after some evaluations, at the log's end.
    func watch() throws -> Watch {
      if let made { return made }
      let store = GeneratedLog(lines: lines).stored()
      let end = store.snapshot().newest ?? start
      let source = store.series(logNow: end)
      let recognition = Recognition(
        profiles: [],
        log: try Profile.log(),
        source: source,
        logSource: source,
        range: TimeRange(from: start, through: end),
        logRange: TimeRange(from: start, through: end)
      )
      var watch = Watch(
        rules: RuleEngine(
          groups: try RuleGroup.builtin(),
          definitions: recognition.logDefinitions
        ),
        store: store,
        now: end.advanced(bySeconds: -30)
      )
      // What an evaluation does only in the first seconds is left out.
      for _ in 0..<20 { watch.evaluate(past: nil) }
      made = watch
      return watch
    }
  }
}
