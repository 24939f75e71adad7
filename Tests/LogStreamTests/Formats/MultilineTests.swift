import LogModel
import Testing

@testable import LogStream

/// Events that have several lines become one record.
struct MultilineTests {
  private func continuations(_ lines: [String]) -> [Bool] {
    var parser = LineParser()
    return lines.map { parser.read($0).parsed.isContinuation }
  }

  @Test func textWithoutATimeContinuesTimedText() {
    let lines = [
      "2026-11-23 06:38:51 ERROR failed", "java.lang.IllegalStateException: no", "\tat im.Hub.send",
      "ValueError: x", "2026-11-23 06:38:52 INFO on",
    ]
    #expect(continuations(lines) == [false, true, true, true, false])
  }

  @Test func textBetweenJSONLinesStandsAlone() {
    #expect(
      continuations([#"{"msg":"a","level":"info"}"#, "listening on :8080"]) == [false, false]
    )
  }

  @Test func aRepeatedPrefixBelongsToOneEvent() {
    let prefix = "2026-11-23 06:38:51.250000+00:00 [error] <0.734.0> "
    let lines = [
      prefix + "closing AMQP connection <0.734.0> (10.0.0.9:4995 -> 10.0.0.1:5672):",
      prefix + "missed heartbeats from client, timeout: 60s",
      "2026-11-23 06:38:51.250000+00:00 [error] <0.735.0> other",
      "2026-11-23 06:38:52.250000+00:00 [error] <0.735.0> later",
    ]
    #expect(continuations(lines) == [false, true, false, false])
  }

  @Test(arguments: [
    ("missed heartbeats from client, timeout: 60s", ConnectionEvent.heartbeatTimeout),
    ("client unexpectedly closed TCP connection", .closedAbnormally),
    ("{handshake_timeout,frame_header}", .closed),
  ])
  func theReasonStandsInTheLineBehind(_ reason: String, _ event: ConnectionEvent) throws {
    let prefix = "2026-11-23 06:38:51.250000+00:00 [error] <0.734.0> "
    let lines = [
      "closing AMQP connection <0.734.0> (10.0.0.9:4995 -> 10.0.0.1:5672, user: 'guest'):",
      reason,
    ].map { prefix + $0 + "\n" }
    let whole = StoreFixture()
    whole.append(lines.joined())
    let single = StoreFixture()
    for line in lines { single.read(line) }
    single.store.settle(isOver: true)
    let past = StoreFixture()
    past.load(lines.joined() + prefix.replacing("734", with: "9") + "x\n", blockSize: 900, live: 10)
    for fixture in [whole, single, past] {
      let record = try #require(fixture.records().first)
      #expect(record.event == event && record.closeReason == reason)
      let counts = fixture.store.snapshot().counts.sources[0]
      #expect(
        counts.heartbeatTimeouts.sum(in: .min..<(.max)) == (event == .heartbeatTimeout ? 1 : 0)
      )
    }
  }

  @Test func theReasonStandsBehindANewlineOfTheMessage() {
    let line = LineParser.read(
      #"{"level":"error","msg":"closing AMQP connection <0.9.0> (10.0.0.1:1 -> 10.0.0.2:5672):\nmissed heartbeats from client, timeout: 60s"}"#
    )
    #expect(line.parsed.event == .heartbeatTimeout)
    #expect(line.reason == "missed heartbeats from client, timeout: 60s")
  }

  @Test(arguments: [LogBlock.Order.live, .history])
  func whatALaterLineTellsCountsOnce(_ order: LogBlock.Order) throws {
    let fixture = StoreFixture()
    let prefix = "2026-11-23 06:38:51.250000+00:00 [error] <0.734.0> "
    let text =
      prefix + "Error on AMQP connection <0.734.0> (10.0.0.9:4995 -> 10.0.0.1:5672):\n"
      + prefix + "missed heartbeats from client, timeout: 60s\n"
    switch order {
    case .live: fixture.append(text)
    case .history:
      fixture.load(text + prefix.replacing("734", with: "9") + "x\n", blockSize: 900, live: 10)
    }
    let snapshot = fixture.store.snapshot()
    let view = try #require(snapshot.chunks.first)
    #expect(view.chunk.event[0] == ConnectionEvent.heartbeatTimeout.rawValue)
    #expect(snapshot.counts.sources[0].heartbeatTimeouts.sum(in: .min..<(.max)) == 1)
    #expect(fixture.records().first?.text.hasSuffix("timeout: 60s") == true)
  }
}
