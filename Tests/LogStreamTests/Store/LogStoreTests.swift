import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct LogStoreTests {
  @Test func recordsAreReadBackWhole() throws {
    let fixture = StoreFixture()
    fixture.append(access(0, "/ws/connect", 503, address: "203.0.113.7", trace: "ab12"))
    fixture.append(message(1, "warn", "hub queue full") + access(2, "/healthz", 200))
    let records = fixture.records()
    #expect(records.map(\.time) == [time(0), time(1), time(2)])
    #expect(records.map(\.level) == [.error, .warn, .info])
    let first = try #require(records.first)
    #expect(first.path == "/ws/connect")
    #expect(first.status == 503)
    #expect(first.address == "203.0.113.7")
    #expect(first.trace == "ab12")
    #expect(first.source == "im.log")
    #expect(records[1].message == "hub queue full")
  }

  @Test func aSnapshotDoesNotChange() {
    let fixture = StoreFixture()
    fixture.append(access(0, "/a", 200))
    let snapshot = fixture.store.snapshot()
    fixture.append(access(1, "/b", 200))
    #expect(snapshot.recordCount == 1)
    #expect(fixture.store.snapshot().recordCount == 2)
    #expect(snapshot.newest == time(0))
  }

  @Test func linesAreSplitAtEitherKindOfNewline() {
    let fixture = StoreFixture()
    fixture.append("first line\r\n\r\n\nsecond line\nlast without newline")
    #expect(
      fixture.records().map(\.message) == ["first line", "second line", "last without newline"]
    )
    let progress = fixture.store.progress(ofSource: 0)
    #expect(progress.lines == 5)
    #expect(progress.notUnderstood == 3)
  }

  @Test func aLineBeyondTheLimitIsCutOffAndCounted() throws {
    let fixture = StoreFixture()
    fixture.append(String(repeating: "x", count: 1 << 20) + "yz\nnext\n")
    let records = fixture.records()
    #expect(records.count == 2)
    #expect(records.first?.text.utf8.count == 1 << 20)
    #expect(fixture.store.progress(ofSource: 0).truncated == 1)
  }

  @Test func aStackTraceBelongsToItsRecordAcrossBlocks() throws {
    let fixture = StoreFixture()
    fixture.append(
      "2026/11/23 06:00:01 [Recovery] 2026/11/23 - 06:00:01 panic recovered:\nassignment to entry in nil map\n"
    )
    fixture.append("main.go:137 (0xa3ac46)\n\t/usr/lib/go/panic.go:261\n" + access(2, "/a", 200))
    let records = fixture.records()
    #expect(records.count == 2)
    #expect(records.first?.text.hasSuffix("panic.go:261") == true)
    #expect(records.first?.level == .error)
  }

  @Test func aLineWithoutTimeHasThatOfTheOneBefore() {
    let fixture = StoreFixture()
    fixture.append(access(7, "/a", 200) + "some words\n" + access(9, "/a", 200))
    #expect(fixture.records().map(\.time) == [time(7), time(7), time(9)])
  }

  @Test(arguments: [40, 700, 5_000, 1 << 20])
  func thePastIsReadBackwardsIntoTheOrderOfTheFile(blockSize: Int) {
    var text = ""
    for second in 0..<300 {
      text += access(second, "/p\(second % 7)", second % 9 == 0 ? 500 : 200)
      if second % 50 == 3 {
        text +=
          "panic: runtime error: index out of range\n\ngoroutine 1 [running]:\n\tmain.go:\(second)\n"
      }
    }
    let forwards = StoreFixture()
    forwards.append(text)
    let backwards = StoreFixture()
    backwards.load(text, blockSize: blockSize, live: 900)
    expectEqual(backwards.records().map(line), forwards.records().map(line))
    let range = TimeRange(from: time(-10), through: time(400))
    expectEqual(
      lines(backwards.store.series(logNow: nil).series(matching: [], in: range)),
      lines(forwards.store.series(logNow: nil).series(matching: [], in: range))
    )
  }

  private func line(_ record: LogRecord) -> String { "\(record.time.seconds) \(record.text)" }

  private func lines(_ series: [Series]) -> [String] {
    series.map { "\($0.labels) \($0.values)" }.sorted()
  }

  @Test func theOldestRecordsGoWhenTheStoreIsFull() throws {
    let fixture = StoreFixture(byteLimit: 250_000, rowLimit: 500)
    for block in 0..<30 {
      var text = ""
      for line in 0..<500 { text += access(block, "/p", 200, trace: "\(block)-\(line)") }
      fixture.append(text)
    }
    let snapshot = fixture.store.snapshot()
    #expect(snapshot.agedOut > 0)
    #expect(snapshot.agedOut + snapshot.recordCount == 15_000)
    #expect(fixture.store.byteCount <= 250_000)
    // What is older than what was pushed out would not stand beside what is held.
    fixture.store.byteLimit = 1 << 20
    #expect(fixture.store.hasRoom && !fixture.store.acceptsHistory)
    #expect(try #require(snapshot.oldest) > time(0))
    let total = fixture.store.series(logNow: nil).series(
      matching: [Matcher(Labels.metricName, equals: "log_requests_total")],
      in: TimeRange(from: time(0), through: time(200))
    )
    #expect(total.first?.values.last == 15_000)
  }

  @Test func textThatWasTakenAwayLeavesWhatTheColumnsKnow() throws {
    let fixture = StoreFixture()
    fixture.append(access(0, "/ws/connect", 503, message: "hub queue full"))
    fixture.texts[0].truncate()
    let record = try #require(fixture.records().first)
    #expect(record.path == "/ws/connect")
    #expect(record.status == 503)
    #expect(record.message == "hub queue full")
    #expect(record.text.isEmpty)
  }

  @Test func readersSeeWholeRecordsWhileOneThreadWrites() async {
    let fixture = StoreFixture()
    let store = fixture.store
    let reader = Task.detached {
      var last = 0
      while last < 12_000 {
        let snapshot = store.snapshot()
        let count = snapshot.recordCount
        guard count >= last else { return false }
        last = count
        var paths: Set<UInt32> = []
        for view in snapshot.chunks {
          for row in 0..<view.count { paths.insert(view.chunk.path[row]) }
        }
        guard paths.allSatisfy({ snapshot.dictionaries.paths.text($0).hasPrefix("/p") }) else {
          return false
        }
        await Task.yield()
      }
      return true
    }
    for block in 0..<60 {
      var text = ""
      for line in 0..<200 { text += access(block, "/p\(block * 200 + line)", 200) }
      fixture.append(text)
      await Task.yield()
    }
    #expect(await reader.value)
  }
}
