import LogModel
import LogStream
import MetricsModel
import Synchronization

/// The log's counts of the records that pass filters which queries name.
///
/// A filter looks at all records once, then at those that are new. The filters that were asked for last
/// are kept.
final class LogFilters: Sendable {
  /// How many filters are kept.
  private static let limit = 24

  private struct Run {
    var filter: Filter
    var analysis: LogAnalysis
  }

  private let runs = Mutex<[Run]>([])

  /// The counts of the records of a snapshot that pass a filter, with the clock standing at `logNow`.
  func counts(
    passing filter: Filter,
    over snapshot: LogSnapshot,
    logNow: Timestamp
  )
    -> any SeriesSource
  {
    runs.withLock { runs in
      let index = Self.use(filter, &runs)
      return Self.look(&runs[index], snapshot, logNow).counts
    }
  }

  /// The latencies of the requests that pass a filter, in a range of the log's time.
  func latencies(
    passing filter: Filter,
    in range: TimeRange,
    over snapshot: LogSnapshot,
    logNow: Timestamp
  ) -> [Series] {
    runs.withLock { runs in
      let index = Self.use(filter, &runs)
      _ = Self.look(&runs[index], snapshot, logNow)
      return runs[index].analysis.latencies(in: range, over: snapshot, logNow: logNow)
    }
  }

  /// The place of a filter's run, which becomes the last that was used.
  private static func use(_ filter: Filter, _ runs: inout [Run]) -> Int {
    let known = runs.firstIndex { $0.filter == filter }.map { runs.remove(at: $0) }
    if known == nil, runs.count >= limit { runs.removeFirst() }
    runs.append(known ?? Run(filter: filter, analysis: LogAnalysis(zone: .local)))
    return runs.count - 1
  }

  /// Lets the filter look at everything that the snapshot holds.
  private static func look(
    _ run: inout Run,
    _ snapshot: LogSnapshot,
    _ logNow: Timestamp
  ) -> LogReport {
    var request = LogRequest(filter: run.filter, windowSeconds: 1)
    (request.count, request.tableRows, request.buckets) = (0, 0, 1)
    request.folded = false
    var report = LogReport(request: request, counts: SilentSource())
    var isWhole = false
    while !isWhole {
      let next = run.analysis.report(for: request, over: snapshot, logNow: logNow)
      guard let next, next.covered > report.covered || next.isCounted else { return report }
      report = next
      isWhole = report.covered >= report.received && report.isCounted
    }
    return report
  }
}
