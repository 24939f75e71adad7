import Benchmark
import LogStream

/// What it costs to take in lines: parsing, columns, dictionaries, counts of each second.
enum LogSuite {
  private static let lines = 200_000

  static var suite: BenchmarkSuite {
    BenchmarkSuite(name: "log") { suite in
      let source = Source()
      suite.benchmark("ingest of \(lines) gin JSON lines", settings: Work(lines, "lines")) {
        state in
        let blocks = source.log.blocks
        let store = LogStore(byteLimit: 1 << 30)
        store.announce(source: 0, name: "im.log")
        try state.measure {
          for block in blocks { store.append(block, receivedAt: GeneratedLog.receivedAt) }
        }
        try WrongAnswer.unless(store.snapshot().recordCount, is: lines)
      }
    }
  }

  /// The lines, made when they are first needed.
  private final class Source {
    lazy var log = GeneratedLog(lines: lines)
  }
}
