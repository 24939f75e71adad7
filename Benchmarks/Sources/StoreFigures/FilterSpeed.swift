import Foundation
import Glibc
import LogModel
import LogStream
import MetricsModel

/// How long a filter that is asked for the first time takes over the records of a file, by the clock and by
/// the time of all processors together.
enum FilterSpeed {
  private static let rounds = 7
  private static let filters = [
    "", "status >= 500", "path:\"/ws/connect\" status >= 500", "client_ip:10.2.0.0/16",
    "latency > 100ms level >= error", "path:/api/v1/rooms/*/messages NOT status:200",
    "\"hub queue full\"", "/queue (full|empty)/", "shard:s7", "trace_id:4fb44b73*",
  ]

  static func measure(_ file: String, _ chosen: [String]) throws {
    let store = LogStore(byteLimit: 1 << 31)
    var options = LogIngestOptions()
    options.start = .beginning
    options.follows = false
    let sink = StoreSink(store: store) { Timestamp(seconds: Date().timeIntervalSince1970) }
    let ingest = LogIngest(locations: [.file(file)], options: options, sink: sink)
    let begin = ContinuousClock.now
    ingest.start()
    while !ingest.waitUntilEnded(timeout: .milliseconds(100)) {}
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    let snapshot = store.snapshot()
    guard snapshot.recordCount > 0 else { return print("no records in \(file)") }
    let bytes = Double(store.byteCount) / Double(snapshot.recordCount)
    print(
      "\(snapshot.recordCount) records taken in within",
      String(format: "%.2f s,", seconds),
      String(format: "%.1f bytes a record,", bytes),
      String(format: "%.0f MB private", StoreFigures.privateMegabytes)
    )
    for filter in chosen.isEmpty ? filters : chosen { try measure(filter, snapshot) }
  }

  private static func measure(_ text: String, _ snapshot: LogSnapshot) throws {
    let request = LogRequest(filter: try FilterParser.parse(text))
    let now = snapshot.newest ?? Timestamp(seconds: 0)
    var matched = 0
    let busyBefore = processorSeconds
    let times = (0..<rounds).map { _ in
      var analysis = LogAnalysis()
      var isWhole = false
      let begin = ContinuousClock.now
      while !isWhole {
        guard let report = analysis.report(for: request, over: snapshot, logNow: now) else { break }
        matched = report.matched
        isWhole = report.covered >= report.received
      }
      return (ContinuousClock.now - begin) / .milliseconds(1)
    }.sorted()
    let busy = (processorSeconds - busyBefore) / Double(rounds) * 1e3
    let figures = String(
      format: "fastest %6.1f ms, median %6.1f ms, CPU %6.1f ms",
      times[0],
      times[rounds / 2],
      busy
    )
    print("\(figures)  \(matched) records  \(text.isEmpty ? "(no filter)" : text)")
  }

  /// The time that all processors have spent on the process.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
