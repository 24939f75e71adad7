import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// What the log tells of connections one by one.
@Suite struct ConnectionReportTests {
  private func ask(
    _ fixture: StoreFixture,
    _ order: ConnectionLife.Order = .latest,
    filter: String = "",
    window: Double = 600,
    end: Double,
    count: Int = 50
  ) throws -> ConnectionsReport {
    var request = LogRequest(filter: try FilterParser.parse(filter), windowSeconds: window)
    request.windowEnd = time(end)
    request.connections = .init(count: count, order: order)
    var analysis = LogAnalysis()
    let report = analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(end))
    return try #require(report?.connections)
  }

  private func lives() -> StoreFixture {
    let fixture = StoreFixture()
    fixture.append(connection(10, "open", "c1", address: "10.0.0.1"))
    fixture.append(connection(20, "open", "c2", address: "10.0.0.2"))
    fixture.append(connection(21, "close", "c2", address: "10.0.0.2", reason: "1006"))
    fixture.append(connection(130, "close", "c0", address: "10.0.0.9", reason: "normal", life: 125))
    fixture.append(connection(140, "open", "c3", address: "10.0.0.1"))
    return fixture
  }

  @Test func everyConnectionHasItsLife() throws {
    let report = try ask(lives(), end: 150)
    #expect(report.rows.map(\.id) == ["c3", "c0", "c2", "c1"])
    #expect(report.rows.map(\.seconds) == [11, 125, 1, 141])
    #expect(report.rows.map(\.opened) == [time(140), time(5), time(20), time(10)])
    #expect(report.rows.map(\.ended) == [nil, time(130), time(21), nil])
    #expect(report.rows[1].reason == "normal")
    #expect(report.rows[2].address == "10.0.0.2")
    #expect(report.total == 4 && report.open == 2)
    #expect(report.lifetimes == [0, 1, 0, 0, 1, 0, 0, 0])
    #expect(report.ages == [0, 0, 1, 0, 1, 0, 0, 0])
    #expect(report.median == 125)
  }

  @Test func windowDecidesWhoIsOpenAndWhoIsTold() throws {
    let past = try ask(lives(), window: 60, end: 100)
    #expect(past.rows.map(\.id) == ["c1", "c0"])
    #expect(past.open == 2, "c0 was still open at second 100")
    let early = try ask(lives(), window: 8, end: 20)
    #expect(early.rows.map(\.id) == ["c2", "c1", "c0"])
  }

  @Test func ordersPutTheLongestOrTheWorstFirst() throws {
    #expect(try ask(lives(), .life, end: 150).rows.map(\.id) == ["c1", "c0", "c3", "c2"])
    #expect(try ask(lives(), .lines, end: 150, count: 1).rows.map(\.id) == ["c2"])
    let reversed = LogRequest.Connections(count: 9, order: .life, isReversed: true)
    var request = LogRequest(windowSeconds: 600)
    request.connections = reversed
    var analysis = LogAnalysis()
    let report = analysis.report(
      for: request,
      over: lives().store.snapshot(),
      logNow: time(150)
    )
    #expect(report?.connections?.rows.map(\.id) == ["c2", "c3", "c0", "c1"])
  }

  @Test func endWithoutANameIsAConnectionByItself() throws {
    let fixture = StoreFixture()
    for second in [40, 50] {
      fixture.append(
        connection(second, "close", "", address: "10.0.0.7", reason: "normal", life: 30)
      )
    }
    let report = try ask(fixture, end: 60)
    #expect(report.rows.map(\.id) == ["", ""])
    #expect(report.rows.map(\.opened) == [time(20), time(10)])
  }

  @Test(arguments: [1, 9])
  func idThatIsUsedAgainIsAnotherConnection(rowLimit: Int) throws {
    let fixture = StoreFixture(rowLimit: rowLimit)
    let lines = [
      connection(10, "open", "c1"), connection(40, "close", "c1", reason: "normal"),
      connection(50, "open", "c1"), connection(90, "open", "c1"),
      connection(100, "close", "c1", reason: "1006"), connection(100, "heartbeat_timeout", "c1"),
      connection(120, "open", "c1"),
    ]
    // Read as a follower does at its start: the newest first.
    fixture.load(lines.joined(), blockSize: 150, live: 150)
    let report = try ask(fixture, end: 150)
    #expect(report.rows.map(\.opened) == [120, 90, 50, 10].map { time($0) })
    #expect(report.rows.map(\.ended) == [nil, time(100), time(50), time(40)])
    #expect(report.rows.map(\.end) == [.none, .heartbeatTimeout, .closed, .closed])
    #expect(report.open == 1 && report.total == 4)
  }

  @Test func filterNarrowsConnections() throws {
    #expect(
      try ask(lives(), filter: "client_ip:10.0.0.1", end: 150).rows.map(\.id) == ["c3", "c1"]
    )
  }

  @Test func agentsAndUsersAreCountedOnlyWhenAsked() throws {
    let fixture = StoreFixture()
    fixture.append(
      access(1, "/ws/connect", 101) + access(2, "/healthz", 200) + access(3, "/healthz", 500)
    )
    let report = try ask(fixture, end: 10)
    #expect(report.agents.map(\.key) == ["okhttp/4.11.0"])
    #expect(report.agents.first?.requests == 3 && report.agents.first?.serverErrors == 1)
    #expect(report.users.isEmpty)
    var analysis = LogAnalysis()
    let plain = analysis.report(
      for: LogRequest(),
      over: fixture.store.snapshot(),
      logNow: time(10)
    )
    #expect(plain != nil && plain?.connections == nil)
  }

  @Test func keepingUpGivesWhatBeginningAnewGives() throws {
    let fixture = StoreFixture(rowLimit: 20)
    var request = LogRequest(windowSeconds: 60)
    request.connections = .init(count: 100)
    var kept = LogAnalysis()
    for second in 0..<120 {
      fixture.append(connection(second, "open", "c\(second)"))
      if second >= 7 { fixture.append(connection(second, "close", "c\(second - 7)", reason: "x")) }
      var anew = LogAnalysis()
      let snapshot = fixture.store.snapshot()
      let now = time(Double(second))
      let left = kept.report(for: request, over: snapshot, logNow: now)
      let right = anew.report(for: request, over: snapshot, logNow: now)
      let told = try #require(left?.connections)
      #expect(told == right?.connections)
    }
  }

  @Test func tooManyConnectionsLoseThoseThatEndedFirst() {
    let fixture = StoreFixture(byteLimit: 256 << 20, rowLimit: 16_384)
    let count = ConnectionTally.bound + 10
    var text = ""
    for index in 0..<count { text += connection(index / 100, "open", "c\(index)") }
    fixture.append(text)
    var tally = ConnectionTally()
    for view in fixture.store.snapshot().chunks {
      for row in 0..<view.count { tally.add(view.chunk, row) }
    }
    #expect(tally.isCut)
    #expect(tally.lives.count <= ConnectionTally.bound)
    #expect(tally.lives.values.map(\.opened).max() == time(Double((count - 1) / 100)).milliseconds)
  }

  @Test func gatewaysThatGiveTheSameIdsHaveConnectionsOfTheirOwn() throws {
    let fixture = StoreFixture(sources: ["gw-1.log", "gw-2.log", "access.log"])
    fixture.append(connection(10, "open", "c1", address: "10.0.0.1"), source: 0)
    fixture.append(connection(12, "open", "c1", address: "10.0.0.2"), source: 1)
    fixture.append(connection(40, "close", "c1", address: "10.0.0.1", reason: "bye"), source: 0)
    fixture.append(connection(41, "open", "c1", address: "10.0.0.2"), source: 2)
    let report = try ask(fixture, end: 60)
    #expect(report.total == 3 && report.open == 2)
    let first = try #require(report.rows.first { $0.address == "10.0.0.1" })
    #expect(first.seconds == 30 && first.reason == "bye")
    #expect(report.rows.filter { $0.address == "10.0.0.2" }.compactMap(\.ended).isEmpty)
  }
}
