import Connections
import LogModel
import MetricsModel
import Testing

/// A record of a connection's life at `seconds`.
func record(
  _ event: ConnectionEvent,
  _ connection: String,
  at seconds: Double,
  address: String = "10.0.0.1",
  life: Double? = nil,
  reason: String? = nil
) -> LogRecord {
  var record = LogRecord(
    id: LogRecordID(chunk: 0, row: 0),
    time: Timestamp(seconds: seconds),
    level: .info,
    message: "",
    source: "im.log"
  )
  record.event = event
  record.connection = connection
  record.address = address
  record.latency = life
  record.closeReason = reason
  return record
}

@Suite struct SessionTableTests {
  @Test func aLifeIsPairedFromItsTwoEnds() throws {
    var table = SessionTable()
    table.apply(record(.opened, "a", at: 10))
    #expect(table.live["a"]?.opened == Timestamp(seconds: 10))
    table.apply(record(.closedAbnormally, "a", at: 12.5, reason: "unexpected EOF"))
    #expect(table.live.isEmpty)
    let session = try #require(table.ended.first)
    #expect(session.life == 2.5)
    #expect(session.end == .closedAbnormally)
    #expect(session.reason == "unexpected EOF")
  }

  @Test func theEndsOwnWordOnTheLifeCounts() {
    var table = SessionTable()
    table.apply(record(.closed, "a", at: 12, life: 90))
    #expect(table.ended.first?.life == 90)
    #expect(table.ended.first?.opened == nil)
  }

  @Test func aReusedIdBeginsANewLife() {
    var table = SessionTable()
    table.apply(record(.opened, "a", at: 1))
    table.apply(record(.closed, "a", at: 2))
    table.apply(record(.opened, "a", at: 5))
    table.apply(record(.closed, "a", at: 9))
    #expect(table.ended.map(\.life) == [1, 4])
  }

  @Test func beyondTheBoundsTheOldestAreForgottenAndCounted() {
    var table = SessionTable(liveBound: 2, endedBound: 4)
    for index in 0..<5 { table.apply(record(.opened, "c\(index)", at: Double(index))) }
    #expect(table.live.keys.sorted() == ["c3", "c4"])
    #expect(table.forgotten == 3)
    for index in 0..<6 { table.apply(record(.closed, "d\(index)", at: 10)) }
    #expect(table.ended.map(\.id) == ["d2", "d3", "d4", "d5"])
    #expect(table.forgotten == 5)
  }

  @Test func anAddressListsItsLivingSessionsFirst() {
    var table = SessionTable()
    table.apply(record(.opened, "a", at: 1))
    table.apply(record(.opened, "b", at: 2))
    table.apply(record(.opened, "x", at: 3, address: "10.0.0.9"))
    table.apply(record(.closed, "a", at: 4))
    #expect(table.sessions(ofAddress: "10.0.0.1").map(\.id) == ["b", "a"])
  }
}
