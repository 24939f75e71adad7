import LogModel
import Testing

@testable import LogStream

/// Lines of one event that are read one by one become one record.
@Suite struct PendingRecordTests {
  private static let prefix = "2026-11-23 06:38:51.250000+00:00 [error] <0.734.0> "
  private static let rabbit = [
    prefix + "Error on AMQP connection <0.734.0> (10.0.0.9:4995 -> 10.0.0.1:5672):",
    prefix + reason,
  ]
  private static let reason = "missed heartbeats from client, timeout: 60s"
  private static let panic = [
    "2026/11/23 06:38:51 [Recovery] 2026/11/23 - 06:38:51 panic recovered:", "runtime error: index",
    "/srv/hub.go:12 (0x1)", "\tfunc1: panic()",
  ]
  private static let java = [
    "2026-11-23 06:38:51 ERROR failed", "java.lang.IllegalStateException: no", "\tat im.Hub.send",
  ]
  private static let pieces = [
    #"2026-11-23T06:38:51.250000000Z stdout P {"level":"error","msg":"in "#,
    #"2026-11-23T06:38:51.250000000Z stdout F pieces"}"#,
  ]
  private static let next = #"{"time":"2026-11-23T06:39:00Z","level":"info","msg":"next"}"#

  private func count(_ fixture: StoreFixture) -> Int { fixture.store.snapshot().recordCount }

  /// How many lines a record of the event shows: pieces are one.
  private static func shown(_ event: [String]) -> Int { event == pieces ? 1 : event.count }

  /// The numbers of lines of the records.
  private func lines(_ fixture: StoreFixture) -> [Int] {
    fixture.records().map { $0.text.split(separator: "\n").count }
  }

  @Test(arguments: [rabbit, panic, java, pieces])
  func linesThatAreReadOneByOneAreOneRecord(_ event: [String]) throws {
    let fixture = StoreFixture()
    fixture.read(Self.next + "\n")
    for line in event {
      fixture.read(line + "\n")
      // What else is looked at meanwhile does not end the event; a line ends with its last piece.
      #expect(count(fixture) == 1 || event == Self.pieces && line == event.last)
    }
    fixture.read(Self.next + "\n")
    #expect(lines(fixture) == [1, Self.shown(event), 1])
  }

  @Test func aTimeoutThatALaterReadTellsCountsAtTheEvent() throws {
    let fixture = StoreFixture()
    for line in Self.rabbit { fixture.read(line + "\n") }
    fixture.store.settle()
    #expect(count(fixture) == 0)
    fixture.store.settle()
    let snapshot = fixture.store.snapshot()
    let view = try #require(snapshot.chunks.first)
    #expect(view.count == 1)
    #expect(view.chunk.event[0] == ConnectionEvent.heartbeatTimeout.rawValue)
    #expect(snapshot.counts.sources[0].heartbeatTimeouts.sum(in: .min..<(.max)) == 1)
    #expect(lines(fixture) == [2])
  }

  /// The first line may tell of the end already.
  @Test(arguments: [("Error on", 1), ("closing", 0)])
  func anEndThatALateLineTellsCountsOnce(_ begin: String, timeouts: UInt32) {
    let fixture = StoreFixture()
    fixture.append(Self.rabbit[0].replacing("Error on", with: begin) + "\n")
    #expect(count(fixture) == 1)
    fixture.append(Self.rabbit[1] + "\n" + Self.prefix + "and a line behind it\n")
    let counts = fixture.store.snapshot().counts.sources[0]
    #expect(counts.heartbeatTimeouts.sum(in: .min..<(.max)) == Double(timeouts))
    #expect(counts.closed.values.reduce(0) { $0 + $1.sum(in: .min..<(.max)) } == 1)
    // A record of its own gets the lines behind it.
    #expect(lines(fixture) == (timeouts == 1 ? [1, 2] : [3]))
    #expect(fixture.records()[0].closeReason == (timeouts == 1 ? nil : Self.reason))
    #expect(fixture.store.snapshot().growth.total == (timeouts == 1 ? 0 : 1))
  }

  @Test func aRecordIsShownAtTheSecondLookWhateverFollows() {
    let fixture = StoreFixture()
    fixture.read(Self.next + "\n")
    for line in Self.java {
      fixture.read(line + "\n")
      fixture.store.settle()
    }
    #expect(count(fixture) == 2)
    #expect(lines(fixture) == [1, 3])
  }

  @Test func linesThatComeLateJoinTheRecordAndAreToldOf() {
    let fixture = StoreFixture()
    fixture.read(Self.java[0] + "\n")
    #expect(lines(fixture) == [1])
    let before = fixture.store.snapshot()
    fixture.read(Self.java[1] + "\n", after: 3)
    fixture.read(Self.java[2] + "\n", after: 60)
    #expect(lines(fixture) == [3])
    let growth = fixture.store.snapshot().growth
    #expect(growth.since(before.growth.total) == fixture.records().map(\.id))
    #expect(growth.since(growth.total).isEmpty)
  }

  @Test func textThatComesMuchLaterIsARecordOfItsOwn() {
    let fixture = StoreFixture()
    fixture.read(Self.java[0] + "\n")
    fixture.read("started again\n", after: 6)
    #expect(lines(fixture) == [1, 1])
    #expect(fixture.store.snapshot().growth.total == 0)
  }

  @Test func aLineThatHasAFormOfItsOwnIsNotKeptWaiting() {
    let fixture = StoreFixture()
    for number in 1...3 {
      fixture.read(access(number, "/a", 200))
      #expect(count(fixture) == number)
    }
    // Nor is what stood there at the beginning.
    let other = StoreFixture()
    other.read(Self.java[0] + "\n")
    #expect(count(other) == 1)
  }

  @Test func linesThatAreHeldBackCountWhenTheyAreShown() {
    let fixture = StoreFixture()
    fixture.read(Self.next + "\n")
    fixture.read(Self.java[0] + "\n")
    #expect(fixture.store.progress(ofSource: 0).lines == 1)
    #expect(fixture.store.settle(isOver: true))
    #expect(fixture.store.progress(ofSource: 0).lines == 2)
    #expect(!fixture.store.settle(isOver: true))
  }

  @Test func anEventThatIsTooLongIsNotHeld() {
    let fixture = StoreFixture()
    fixture.read(Self.next + "\n")
    fixture.read(Self.java[0] + "\n")
    fixture.read("\tat " + String(repeating: "x", count: 1 << 16) + "\n")
    #expect(count(fixture) == 2)
    #expect(lines(fixture) == [1, 2])
  }

  @Test(arguments: [rabbit, panic, java, pieces], [1, 100, 180])
  func blocksOfThePastThatSplitAnEventAreOneRecord(_ event: [String], _ blockSize: Int) {
    let fixture = StoreFixture()
    let text = ([Self.next] + event + [Self.next]).map { $0 + "\n" }.joined()
    fixture.load(text, blockSize: blockSize, live: 10)
    #expect(lines(fixture) == [1, Self.shown(event), 1])
    #expect(fixture.store.progress(ofSource: 0).lines == event.count + 2)
  }

  @Test(arguments: [rabbit, panic, java, pieces])
  func whatIsReadFirstOfAFileMayBeginInsideOfAnEvent(_ event: [String]) {
    let fixture = StoreFixture()
    let text = ([Self.next] + event + [Self.next]).map { $0 + "\n" }.joined()
    let live = event.dropFirst().reduce(0) { $0 + $1.utf8.count + 1 } + Self.next.utf8.count + 1
    fixture.load(text, blockSize: 1 << 20, live: live, writtenBy: time(100))
    #expect(lines(fixture) == [1, Self.shown(event), 1])
    #expect(fixture.store.progress(ofSource: 0).lines == event.count + 2)
  }

  @Test(arguments: [
    ([panic.joined(separator: "\n") + "\n"], "runtime error: index"),
    (panic.map { $0 + "\n" }, "runtime error: index"),
    (
      [
        #"[GIN] 2026/11/23 - 06:38:51 | 500 | 1.2ms | 10.0.0.9 | GET "/ws""# + "\n"
          + "Error #01: dial tcp 10.0.0.1:6379: connect: connection refused\n"
      ], "dial tcp 10.0.0.1:6379: connect: connection refused"
    ),
  ])
  func linesBehindARecordGiveItsReason(_ pieces: [String], reason: String) throws {
    let fixture = StoreFixture()
    fixture.read(Self.next + "\n")
    for piece in pieces { fixture.read(piece) }
    fixture.append(Self.next + "\n")
    var filter = CompiledFilter(try FilterParser.parse("reason:*"), now: time(9))
    let snapshot = fixture.store.snapshot()
    filter.prepare(for: snapshot)
    let view = try #require(snapshot.chunks.first)
    var reader = RecordReader()
    let rows = filter.select(view, rows: 0..<view.count, in: snapshot, &reader)
    #expect((0..<view.count).filter { rows[$0] } == [1], "\(pieces)")
    #expect(fixture.records()[1].closeReason == reason)
  }
}
