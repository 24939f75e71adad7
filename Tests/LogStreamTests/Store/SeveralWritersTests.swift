import LogModel
import Testing

@testable import LogStream

/// Lines of several writers that stand in one log in turns.
@Suite struct SeveralWritersTests {
  /// What puts a writer, `a` or `b`, before a line.
  typealias Wrap = @Sendable (_ writer: String, _ text: String) -> String

  private static func stream(_ writer: String) -> String { writer == "a" ? "stderr" : "stdout" }

  private static func runtime(_ writer: String, _ text: String) -> String {
    "2026-11-23T06:38:54.123456789Z \(stream(writer)) F \(text)\n"
  }

  private static func docker(_ writer: String, _ text: String) -> String {
    let log = text.replacing("\"", with: "\\\"").replacing("\t", with: #"\t"#)
    return
      #"{"log":"\#(log)\n","stream":"\#(stream(writer))","time":"2026-11-23T06:38:54.123456789Z"}"#
      + "\n"
  }

  private static func journal(_ writer: String, _ text: String) -> String {
    let message = text.replacing("\"", with: "\\\"").replacing("\t", with: #"\t"#)
    return #"{"__REALTIME_TIMESTAMP":"1795415934123000","PRIORITY":"6","MESSAGE":"\#(message)","#
      + #""_PID":"\#(writer == "a" ? 7 : 8)","_HOSTNAME":"gw1"}"# + "\n"
  }

  private static let wraps: [Wrap] = [
    runtime, docker, journal, { "im-\($0)-1  | \($1)\n" }, { "[pod/im-0/\($0)] \($1)\n" },
    { "im-0 \($0) \($1)\n" },
  ]

  private static let json = #"{"level":"info","msg":"request"}"#
  private static let head = "2026-11-23 06:38:54 ERROR failed"
  private static let stack = ["java.lang.IllegalStateException: no", "\tat im.Hub.send", "\tat x"]

  /// A line, then a stack between whose lines another writer's stand.
  private static func turns(_ wrap: Wrap) -> [String] {
    [wrap("b", json), wrap("a", json), wrap("a", head)]
      + stack.flatMap { [wrap("b", json), wrap("a", $0)] } + [wrap("a", json)]
  }

  private func expectTurns(_ fixture: StoreFixture, _ wrap: Wrap) {
    let records = fixture.records()
    let messages = ["request", "request", "failed"] + Array(repeating: "request", count: 4)
    #expect(records.map(\.message) == messages, "\(wrap("a", ""))")
    guard records.count == 7 else { return }
    #expect(records[2].stack == Self.stack.joined(separator: "\n"))
    let text = ([Self.head] + Self.stack).map { wrap("a", $0) }.joined()
    #expect(records[2].text == String(text.dropLast()))
    #expect(records.count { $0.stack != nil } == 1)
    #expect(fixture.store.progress(ofSource: 0).lines == 10)
  }

  @Test(arguments: [1, 3, 20]) func aStackJoinsTheRecordOfItsWriter(linesARead: Int) {
    for wrap in Self.wraps {
      let fixture = StoreFixture(rowLimit: 4)
      let lines = Self.turns(wrap)
      for start in stride(from: 0, to: lines.count, by: linesARead) {
        fixture.read(lines[start..<min(lines.count, start + linesARead)].joined())
        fixture.store.settle(isOver: true)
      }
      expectTurns(fixture, wrap)
    }
  }

  /// Blocks of the past end in the midst of the stack.
  @Test(arguments: [1, 300, 500, 1 << 20]) func aStackOfThePastJoinsTheRecord(blockSize: Int) {
    for wrap in Self.wraps {
      let fixture = StoreFixture()
      fixture.load(Self.turns(wrap).joined(), blockSize: blockSize, live: 10)
      expectTurns(fixture, wrap)
    }
  }

  @Test func whatIsReadFirstOfAFileMayBeginInsideOfAStack() {
    for wrap in Self.wraps {
      let fixture = StoreFixture()
      let lines = Self.turns(wrap)
      let live = lines.suffix(4).reduce(0) { $0 + $1.utf8.count }
      fixture.load(lines.joined(), blockSize: 1 << 20, live: live, writtenBy: time(100))
      expectTurns(fixture, wrap)
    }
  }

  /// Of stern's an empty line cannot be told from two words.
  @Test func anEmptyLineOfAnotherWriterJoinsNothing() {
    for wrap in Self.wraps.dropLast() {
      let fixture = StoreFixture()
      fixture.append(wrap("a", Self.head) + wrap("b", "") + wrap("a", "\tat x"))
      let records = fixture.records()
      #expect(records.map(\.stack) == ["\tat x"], "\(wrap("b", ""))")
      let text = wrap("a", Self.head) + wrap("a", "\tat x")
      #expect(records.first?.text == String(text.dropLast()))
    }
  }

  @Test(arguments: [(200, 1), (300, 2)])
  func aRecordGoesOnBehindABoundedNumberOfOthers(others: Int, records: Int) {
    for wrap in Self.wraps {
      let fixture = StoreFixture(rowLimit: 128)
      let between = Array(repeating: wrap("b", Self.json), count: others)
      fixture.append(([wrap("a", Self.head)] + between + [wrap("a", "\tat x")]).joined())
      #expect(fixture.store.snapshot().recordCount - others == records)
    }
  }

  @Test func ofTooManyWritersTheRecordOfTheOldestDoesNotGoOn() {
    for (writers, records) in [(17, 17), (18, 19)] {
      let fixture = StoreFixture()
      let lines = (0..<writers).map { "im-\($0)  | \(Self.head)\n" }
      fixture.append(lines.joined() + "im-0  | \tat x\n")
      #expect(fixture.store.snapshot().recordCount == records)
    }
  }

  @Test func linesThatDoNotTellTheirWriterJoinTheRecordBeforeThemOnly() {
    let fixture = StoreFixture()
    let other = "im-1  | \(Self.head)\n"
    fixture.append(Self.head + "\n" + other + "\tat x\n" + "im-1  | \tat y\n")
    #expect(fixture.records().map(\.message) == ["failed", "failed", "\tat x"])
    #expect(fixture.records().map(\.stack) == [nil, "\tat y", nil])
  }

  @Test func aLineThatJoinsAnEarlierRecordIsToldOf() {
    let fixture = StoreFixture()
    fixture.append("im-a-1  | \(Self.head)\nim-b-1  | \(Self.json)\n")
    let before = fixture.store.snapshot().growth.total
    fixture.append("im-a-1  | \tat x\nim-b-1  | \(Self.json)\nim-a-1  | \tat y\n")
    #expect(
      fixture.store.snapshot().growth.since(before) == [fixture.records().first?.id]
    )
  }

  @Test func aTimeoutThatAnInterruptedWriterTellsCountsAtItsRecord() throws {
    let prefix = "2026-11-23 06:38:51.250000+00:00 [error] <0.734.0> "
    let lines = [
      "a-1  | \(prefix)Error on AMQP connection <0.734.0> (10.0.0.9:4995 -> 10.0.0.1:5672):\n",
      "b-1  | \(Self.json)\n", "a-1  | \(prefix)missed heartbeats from client, timeout: 60s\n",
    ]
    let fixture = StoreFixture()
    fixture.append(lines.joined())
    #expect(fixture.records().map(\.event) == [.heartbeatTimeout, .none])
    #expect(fixture.records().first?.address == "10.0.0.9")
  }

  @Test func aSearchHoldsARecordAgainstAllItsLinesAcrossBlocks() throws {
    let directory = try TestDirectory()
    // Longer than what is read at a time.
    let between = (0..<40_000).map { index -> String in
      let stack = index % 40 == 7 ? "im-a-1  | \tat im.Hub.send\n" : ""
      let head = index % 40 == 0 ? "im-a-1  | \(Self.head)\n" : ""
      return head + "im-b-1  | \(Self.json)\n" + stack
    }
    directory.append(between.joined(), to: "a.log")
    for (filter, matches) in [("level:error hub", 1_000), ("level:error NOT hub", 0)] {
      let search = LogSearch(
        try FilterParser.parse(filter),
        in: [.file(directory.path("a.log"))],
        options: LogSearchOptions(goal: .count, now: beginning)
      )
      #expect(search.run().matches == matches)
    }
  }
}
