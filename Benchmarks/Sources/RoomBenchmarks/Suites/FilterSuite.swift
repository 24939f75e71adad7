import Benchmark
import LogModel
import LogStream

/// What it costs to answer a filter that is asked for the first time.
///
/// Every record is looked at, and the list, the tables and the histogram are made. A long search
/// reports in between; its time is the time until all is covered. The lines are 885 MB, in memory.
enum FilterSuite {
  private static let records = 3_000_000

  /// Filters with the number of records that pass, as jq and grep count them in the same lines.
  private static let filters = [
    ("", 3_000_000), ("status >= 500", 59_652), ("path:\"/ws/connect\" status >= 500", 3_648),
    ("client_ip:10.2.0.0/16", 749_882),
    ("path:/api/v1/rooms/*/messages NOT status:200", 798_002), ("latency > 100ms", 632_303),
    ("\"hub queue full\"", 29_930), ("fields.level:error", 59_652), ("nosuch:7", 0),
    ("/pool (timeout|exhausted)/", 14_724),
  ]

  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "filter") { suite in
      let stored = Stored()
      for (text, passing) in filters {
        let name = text.isEmpty ? "no filter" : text
        suite.benchmark("\(name), \(records) records", settings: Work(records, "records")) {
          state in
          let request = LogRequest(filter: try FilterParser.parse(text))
          let snapshot = stored.snapshot
          let now = snapshot.newest ?? GeneratedLog.receivedAt
          var analysis = LogAnalysis()
          var report: LogReport?
          try state.measure {
            repeat {
              report = analysis.report(for: request, over: snapshot, logNow: now)
            } while report.map { $0.covered < $0.received } ?? false
          }
          try WrongAnswer.unless(report?.matched, is: passing)
        }
      }
    }
  }

  /// The log that is asked about, made when it is first needed.
  private final class Stored {
    lazy var snapshot = GeneratedLog(lines: records).stored(byteLimit: 2 << 30).snapshot()
  }
}
