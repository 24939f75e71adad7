import Benchmark
import LogModel
import LogStream
import MetricsModel

/// What it costs to answer a filter that is asked for the first time: every record is looked at, and
/// the list, the tables, the histogram and the counts are made.
enum FilterSuite {
  private static let records = 1_000_000

  private static let filters = [
    "", "status >= 500", "path:\"/ws/connect\" status >= 500", "client_ip:10.2.0.0/16",
    "path:/api/v1/rooms/*/messages NOT status:200", "\"hub queue full\"",
  ]

  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "filter") { suite in
      let stored = Stored()
      for text in filters {
        let name = text.isEmpty ? "no filter" : text
        suite.benchmark("\(name), \(records) records", settings: Work(records, "records")) {
          state in
          let request = LogRequest(filter: try FilterParser.parse(text))
          let snapshot = stored.snapshot
          let now = snapshot.newest ?? GeneratedLog.receivedAt
          var analysis = LogAnalysis()
          try state.measure { keep(analysis.report(for: request, over: snapshot, logNow: now)) }
        }
      }
    }
  }

  /// The log that is asked about, made when it is first needed.
  private final class Stored {
    lazy var snapshot = GeneratedLog(lines: records).stored().snapshot()
  }
}
