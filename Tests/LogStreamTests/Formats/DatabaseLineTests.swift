import LogModel
import Testing

@testable import LogStream

/// PostgreSQL's lines behind the prefixes that are met.
struct DatabaseLineTests {
  @Test(arguments: [
    ("LOG", Level.info), ("ERROR", .error), ("FATAL", .fatal), ("PANIC", .fatal),
    ("WARNING", .warn), ("NOTICE", .info), ("DEBUG1", .debug), ("DEBUG5", .trace),
  ])
  func severitiesAreLevels(_ name: String, _ level: Level) {
    let line = LineParser.read("2026-11-23 06:38:51.250 UTC [12389] \(name):  text of it")
    #expect(line.parsed.level == level && line.message == "text of it")
    #expect(line.parsed.time == 1_795_415_931_250)
  }

  @Test(arguments: [
    ("2026-11-23 06:38:51.250 UTC [12] im@chat ", "im", ""),
    ("2026-11-23 06:38:51.250 UTC [12]: user=im,db=chat,app=gw,client=10.0.0.7 ", "im", "10.0.0.7"),
    ("2026-11-23 06:38:51.250 UTC:10.0.0.7(5000):im@chat:[12]:", "im", "10.0.0.7"),
    ("2026-11-23 06:38:51.250 UTC 10.0.0.7(5000) [12] ", "", "10.0.0.7"),
    ("2026-11-23 06:38:51.250 UTC [12] [unknown]@[unknown] ", "", ""),
    ("2026-11-23 06:38:51.250 UTC [12] user=[unknown],db=[unknown],client=[local] ", "", ""),
    (
      "Nov 23 06:38:51 db1 postgres[647043]: [7-1] 2026-11-23 06:38:51.250 UTC [12] im@chat ", "im",
      ""
    ),
  ])
  func prefixesNameUserAndAddress(_ prefix: String, _ user: String, _ address: String) {
    let line = LineParser.read(prefix + "ERROR:  no such table")
    #expect(line.user == user && line.address == address && line.message == "no such table")
    #expect(line.parsed.level == .error && line.parsed.time == 1_795_415_931_250)
  }

  @Test func detailsGoOnWithTheirRecordAndAreItsReason() {
    var parser = LineParser()
    let head = "2026-11-23 06:38:51.250 UTC [12] "
    #expect(!parser.read(head + "ERROR:  duplicate key").parsed.isContinuation)
    let detail = parser.read(head + "DETAIL:  Key (id)=(1) already exists.")
    #expect(detail.parsed.isContinuation && detail.reason == "Key (id)=(1) already exists.")
    let statement = parser.read(head + "STATEMENT:  INSERT INTO client (closed) VALUES ($1")
    #expect(statement.parsed.isContinuation && statement.reason == "")
    #expect(parser.read("\t, $2)").parsed.isContinuation)
    #expect(parser.read(head + "QUERY:      SELECT 1").parsed.isContinuation)
    #expect(parser.read(head + "CONTEXT:").parsed.isContinuation)
    #expect(!parser.read(head + "LOG:  next").parsed.isContinuation)
  }

  @Test func statementsTellTheirDurationAndNoEvent() {
    let line = LineParser.read(
      "2026-11-23 06:38:51.250 UTC [12] im@chat LOG:  duration: 74.915 ms  statement: "
        + "UPDATE session SET closed=true, note='connection lost' WHERE id=5 AND user_id=7"
    )
    #expect(abs(line.parsed.latency - 0.074915) < 1e-9 && line.parsed.event == .none)
    #expect(line.message.hasSuffix("WHERE id=5 AND user_id=7"))
  }

  @Test(arguments: [
    "connection received: host=10.0.0.7 port=51762",
    "disconnection: session time: 0:00:02.112 user=im database=chat host=10.0.0.7 port=51800",
  ])
  func sessionsNameTheirClient(_ text: String) {
    let line = LineParser.read("2026-11-23 06:38:51.250 UTC [12] LOG:  " + text)
    #expect(line.address == "10.0.0.7" && line.message == text && line.parsed.event == .none)
  }

  @Test func syslogGivesTheTimeThatPostgresLeavesOut() {
    let line = LineParser.read("Nov 23 06:38:51 db1 postgres[12]: ERROR:  no such table")
    #expect(line.parsed.level == .error && line.message == "no such table")
    var parser = LineParser()
    _ = parser.read("Nov 23 06:38:51 db1 postgres[12]: ERROR:  no such table")
    let next = parser.read("Nov 23 06:38:51 db1 postgres[12]: STATEMENT:  SELECT 1")
    #expect(next.parsed.isContinuation)
  }

  @Test(arguments: [
    "2026-11-23 06:38:51 job 7 failed ERROR:  boom", "2026-11-23 06:38:51 see CONTEXT: of it",
    "2026-11-23 06:38:51 ERROR:", "2026-11-23 06:38:51 [x] ERROR:      far",
  ])
  func otherProgramsKeepTheirForm(_ text: String) {
    #expect(!LineParser.read(text).parsed.isContinuation)
    #expect(LineParser.read(text).parsed.isUnderstood)
  }
}
