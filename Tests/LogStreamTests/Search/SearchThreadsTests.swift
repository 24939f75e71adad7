import Foundation
import LogModel
import MetricsModel
import Synchronization
import Testing

@testable import LogStream

/// A search with its threads finds what one thread finds.
@Suite struct SearchThreadsTests {
  @Test(arguments: ["", "status >= 500", "latency > 100ms", "event:*", "\"hub\" OR level >= warn"])
  func countsAreThoseOfOneThread(filter: String) throws {
    let directory = try TestDirectory()
    let text = MixedLog.text(lines: 12_000, seed: 11, tellsLate: false)
    directory.overwrite("im.log", with: text)
    let parsed = try FilterParser.parse(filter)
    var options = LogSearchOptions(goal: .statistics(by: "status"), now: beginning)
    options.zone = .utc
    let search = LogSearch(parsed, in: [.file(directory.path("im.log"))], options: options)
    let found = search.run()
    let expected = Self.oneThread(parsed, options, text)
    #expect(found.failure == nil)
    #expect(found.records == expected.records)
    #expect(found.matches == expected.matches)
    #expect(found.notUnderstood == expected.notUnderstood)
    let (one, other) = (try #require(found.statistics), try #require(expected.statistics))
    #expect(one.all == other.all && one.span == other.span && one.levels == other.levels)
    #expect(one.statuses == other.statuses && one.events == other.events)
    #expect(one.paths.texts == other.paths.texts && one.addresses.texts == other.addresses.texts)
    #expect(one.agents.texts == other.agents.texts && one.values.texts == other.values.texts)
    #expect(one.seconds == other.seconds && one.latencyCount == other.latencyCount)
    #expect(one.latency(0.95) == other.latency(0.95))
    #expect(one.all.records > 0)
  }

  @Test func aSearchSeesEveryRecordHoweverLittleIsHeld() throws {
    let options = LogSearchOptions(goal: .count, now: beginning)
    let sink = SearchSink(filter: .all, options: options, byteLimit: 0, onHit: { _ in true })
    sink.open(source: 0, name: "im.log", location: 0)
    let lines = 3 * LogChunk.rowLimit
    let text = (0..<lines).map { access($0 / 100, "/p/\($0)", 200) }.joined()
    let storage = MemoryText(text)
    for block in MixedLog.blocks(of: text, size: 1 << 20) {
      let bytes = Array(block.utf8)
      sink.append(sink.scan(LogBlock(source: 0, storage: storage, offset: 0, bytes: bytes)))
    }
    sink.finish()
    #expect(sink.outcome.matches == lines)
  }

  @Test func linesComeInTheirOrder() throws {
    let directory = try TestDirectory()
    let tail = String(repeating: "x", count: 90)
    let lines = (0..<30_000).map { "\(clock($0 / 10)) INFO line \($0) \(tail)" }
    directory.overwrite("im.log", with: lines.joined(separator: "\n") + "\n")
    let found = Mutex<[String]>([])
    let search = LogSearch(
      .all,
      in: [.file(directory.path("im.log"))],
      options: LogSearchOptions(now: beginning),
      onHit: { hit in
        found.withLock { $0.append(String(decoding: hit.text, as: UTF8.self)) }
        return true
      }
    )
    #expect(search.run().matches == lines.count)
    expectEqual(found.withLock { $0 }, lines)
  }

  /// The outcome for one block, looked at as a whole.
  private static func oneThread(
    _ filter: Filter,
    _ options: LogSearchOptions,
    _ text: String
  ) -> LogSearch.Outcome {
    let sink = SearchSink(
      filter: filter,
      options: options,
      byteLimit: 1 << 30,
      onHit: { _ in true }
    )
    sink.open(source: 0, name: "im.log", location: 0)
    let block = LogBlock(source: 0, storage: MemoryText(text), offset: 0, bytes: Array(text.utf8))
    sink.append(sink.scan(block))
    sink.finish()
    return sink.outcome
  }
}
