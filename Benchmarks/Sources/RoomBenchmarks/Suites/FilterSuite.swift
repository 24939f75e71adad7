import Benchmark
import LogModel
import LogStream

/// What it costs to answer a filter that is asked for the first time.
///
/// Every record is looked at, and the list, the tables, the histogram and the counts are made. A long
/// search reports in between; its time is the time until all is covered.
enum FilterSuite {
  private static let records = 1_000_000

  /// Filters with the number of records that pass, as jq and grep count them in the same lines.
  private static let filters = [
    ("", 1_000_000), ("status >= 500", 19_722), ("path:\"/ws/connect\" status >= 500", 1_211),
    ("client_ip:10.2.0.0/16", 249_855),
    ("path:/api/v1/rooms/*/messages NOT status:200", 265_883), ("\"hub queue full\"", 9_852),
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
    lazy var snapshot = GeneratedLog(lines: records).stored().snapshot()
  }
}
