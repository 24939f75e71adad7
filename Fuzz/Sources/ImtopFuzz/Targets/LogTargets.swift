import Foundation
import LogModel
import LogStream
import MetricsModel

/// Lines of logs: read into the store as new lines and as the past, found again by filters, listed and
/// read whole.
enum LogLinesTarget: FuzzTarget {
  static let name = "log-lines"

  static func seeds(_ conformance: URL) -> [Data] {
    let folder = conformance.appendingPathComponent("logs")
    let tables = [
      "cases/frameworks_gin_logrus_zap_slog", "cases/lnav_format_samples", "im-servers/lines",
    ]
    let lines = tables.flatMap {
      JSONLines.texts(folder.appendingPathComponent("\($0).jsonl"), "line")
    }
    let decoded = JSONLines.texts(
      folder.appendingPathComponent("cases/logfmt_gologfmt_decode.jsonl"),
      "data"
    )
    return lines + decoded + beginnings(of: folder)
  }

  static func read(_ input: [UInt8]) {
    let once = WatchedLog(input)
    once.append(.live)
    let twice = WatchedLog(input)
    twice.append(.live)
    twice.append(.live)
    for filter in ["status:*", "path:*", "level >= warn"] {
      precondition(
        twice.matches(filter) == 2 * once.matches(filter),
        "what was read before changes what \(filter) finds"
      )
    }
    once.readRows()
    let past = WatchedLog(input)
    past.append(.history)
    past.readRows()
  }

  /// The beginnings of the log files in a folder: more would only make the fuzzer slow.
  private static func beginnings(of folder: URL) -> [Data] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).compactMap { file in
      // Foundation leaks where it reads an empty file, which the sanitizer takes for a find.
      let size = (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
      guard file.pathExtension == "log", size > 0 else { return nil }
      return (try? Data(contentsOf: file))?.prefix(3_000)
    }
  }
}

/// Grok expressions, each with lines that it is tried on: what is accepted is matched.
enum GrokTarget: FuzzTarget {
  static let name = "grok"

  static func seeds(_ conformance: URL) -> [Data] {
    JSONLines.read(conformance.appendingPathComponent("grok/cases.jsonl")).compactMap { one in
      guard let pattern = one["pattern"] as? String, let message = one["message"] as? String else {
        return nil
      }
      return Data("\(pattern)\n\(message)\n".utf8)
    }
  }

  static func read(_ input: [UInt8]) {
    let parts = input.split(separator: 0x0a, maxSplits: 1, omittingEmptySubsequences: false)
    let source = String(decoding: parts[0], as: UTF8.self)
    guard parts.count == 2, let expression = try? GrokExpression(source) else { return }
    let log = WatchedLog(Array(parts[1]), hints: FormatHints(grok: [expression]))
    log.append(.live)
    log.readRows()
  }
}

/// Filters: what is read prints to text that reads to the same, and is run over a few lines.
enum FilterTarget: FuzzTarget {
  static let name = "filter"

  static func seeds(_ conformance: URL) -> [Data] {
    let folder = conformance.appendingPathComponent("kql")
    return ["documented_examples", "kql_kibana", "liqe_parse", "lucene_npm"].flatMap {
      JSONLines.texts(folder.appendingPathComponent("\($0).jsonl"), "query")
    }
  }

  static func read(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    for cursor in Set([0, text.utf8.count / 2, text.utf8.count]) {
      _ = FilterCompletion(text: text, cursor: cursor)
    }
    let filter: Filter
    do {
      filter = try FilterParser.parse(text)
    } catch {
      let place = error.range
      precondition(place.lowerBound >= 0 && place.upperBound <= text.utf8.count, "\(error)")
      return
    }
    let printed = filter.source
    guard let again = try? FilterParser.parse(printed), again == filter else {
      fatalError("\(text) prints to \(printed)")
    }
    let all = log.matches(nil)
    let passing = log.matches(filter)
    precondition(passing + log.matches(.not(filter)) == all, "\(text) and its contrary")
  }

  private static let log = {
    let log = WatchedLog(
      Array(
        #"""
        {"time":"2026-11-23T06:00:00Z","level":"info","msg":"","client_ip":"10.0.0.1","method":"GET","path":"/ws/connect","status":200,"latency":5,"user_agent":"okhttp","trace_id":"4fb44b73"}
        {"time":"2026-11-23T06:00:01Z","level":"error","msg":"hub queue full","client_ip":"fe80::1","path":"/api/*","status":503,"latency":"1.5s","room":[1,"\u4e2d"]}
        {"time":"2026-11-23T06:00:02Z","level":"warn","msg":"ws closed","event":"close","code":1006,"conn_id":"c1","user_id":"u","reason":"timeout"}
        plain text, 日本, without a form

        """#.utf8
      )
    )
    log.append(.live)
    return log
  }()
}

/// A log in memory that a store has taken in.
private final class WatchedLog: Sendable {
  private let bytes: [UInt8]
  private let store = LogStore(byteLimit: 16 << 20)

  init(_ bytes: [UInt8], hints: FormatHints = FormatHints()) {
    self.bytes = bytes
    store.announce(source: 0, name: "im.log", hints: hints)
  }

  /// Appends all lines, as another text each time.
  func append(_ order: LogBlock.Order) {
    let text = Part(bytes)
    store.append(
      LogBlock(source: 0, storage: text, offset: 0, bytes: bytes, order: order),
      receivedAt: now
    )
  }

  /// How many records a filter finds.
  func matches(_ filter: String) -> Int {
    guard let filter = try? FilterParser.parse(filter) else { fatalError("no filter: \(filter)") }
    return matches(filter)
  }

  /// How many records a filter finds; nil finds all.
  func matches(_ filter: Filter?) -> Int {
    var analysis = LogAnalysis()
    let request = LogRequest(filter: filter ?? .all)
    return analysis.report(for: request, over: store.snapshot(), logNow: now)?.matched ?? -1
  }

  /// Lists the records and reads each of them whole.
  func readRows() {
    var analysis = LogAnalysis()
    var request = LogRequest(windowSeconds: 1e9)
    request.scope = .all
    request.connections = .init(count: 10)
    let snapshot = store.snapshot()
    let newest = snapshot.newest ?? now
    for row in analysis.report(for: request, over: snapshot, logNow: newest)?.rows ?? [] {
      let record = analysis.record(row.record.id, in: snapshot)
      precondition(record?.id == row.record.id, "a row without a record")
    }
  }

  private var now: Timestamp { Timestamp(seconds: 1_795_413_700) }

  /// The text as the store reads it again; it does not hold the store, which holds it.
  private final class Part: TextStorage {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(offset: Int64, count: Int) -> [UInt8] {
      let start = max(0, min(Int(offset), bytes.count))
      return Array(bytes[start..<min(bytes.count, start + max(0, count))])
    }
  }
}
