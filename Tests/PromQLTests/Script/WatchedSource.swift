import MetricsModel
import SeriesScripts
import Synchronization

/// The floats of a script, and beside them what this evaluator does not have: remembers which of that
/// lies in what was asked for.
final class WatchedSource: SeriesSource {
  private let floats: MemorySource
  private let others: [String: MemorySource]
  private let seen = Mutex<Set<String>>([])

  /// A source of `floats`; `others` are samples of another kind, by what is said of them.
  init(_ floats: MemorySource, others: [String: MemorySource]) {
    self.floats = floats
    self.others = others
  }

  /// What was asked for beside floats.
  var reasons: [String] { seen.withLock { $0.sorted() } }

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    for (reason, samples) in others
    where !samples.series(matching: matchers, in: range).isEmpty {
      seen.withLock { _ = $0.insert(reason) }
    }
    return floats.series(matching: matchers, in: range)
  }

  func metricNames() -> [String] { floats.metricNames() }
}
