import LogModel
import LogStream
import MetricsModel
import Synchronization

/// The log's counts of the records that pass filters which queries name.
///
/// A filter looks at all records once, then at those that are new. The filters that were asked for last
/// are kept.
final class LogFilters: Sendable {
  /// The most filters that are kept.
  private static let limit = 24

  /// A filter that has not been asked for at so many looks in a row is forgotten once records have been
  /// pushed out since: it would hold them.
  private static let patience = 10

  private struct Run {
    var filter: Filter
    var analysis: LogAnalysis
    /// How many records had been pushed out when the filter looked last.
    var pushedOut = 0
    /// How many looks at the log have passed since it was asked for.
    var idle = 0
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

  /// How many filters are kept.
  var count: Int { runs.withLock { $0.count } }

  /// Forgets filters that hold records which the log holds no more.
  func keep(to snapshot: LogSnapshot) {
    runs.withLock { runs in
      for index in runs.indices { runs[index].idle += 1 }
      runs.removeAll { $0.idle > Self.patience && $0.pushedOut != snapshot.agedOut }
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
    (run.pushedOut, run.idle) = (snapshot.agedOut, 0)
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
