import Charts
import LogModel
import Testing

@testable import Dashboard

@Suite("Connections one by one")
struct ConnectionsTests {
  @Test func everyConnectionHasItsLifeAndItsEnd() {
    var session = Session(120, 36)
    session.press("2")
    let screen = session.screen.joined(separator: "\n")
    #expect(screen.contains("Connections one by one · 9,813 in the log, 9,481 open"))
    #expect(session.screen.contains { $0.contains("✗ heartbeat") && $0.contains("before") })
    #expect(session.screen.contains { $0.contains("● open") && $0.contains("5m12s") })
    #expect(session.screen.contains { $0.contains("✗ abnormal") && $0.contains("0.4s") })
  }

  @Test func nothingIsAskedOfConnectionsElsewhere() {
    var session = Session(120, 36)
    #expect(session.state.logRequest.connections == nil)
    session.press("2")
    #expect(session.analysed?.connections?.order == .latest)
    session.press("1")
    #expect(session.analysed?.connections == nil)
  }

  @Test func livesAreCountedByClass() {
    var session = Session(120, 36)
    session.press("2")
    #expect(session.screen.contains { $0.contains("Lifetimes") && $0.contains("41.2s") })
    #expect(session.screen.contains { $0.contains("<1s") && $0.contains("120") })
    #expect(
      session.screen.contains { $0.contains("30m–2h") && $0.contains(Unit.short.format(5155)) }
    )
  }

  @Test func neighbouringClassesAreJoinedWhereRowsAreFew() {
    let few = LifeClass.all(of: Fixture.connections, atMost: 4)
    #expect(few.map(\.name) == ["<10s", "10s–1m", "1m–30m", "≥30m"])
    #expect(few.map(\.ended) == [134, 3, 60, 9])
    #expect(LifeClass.all(of: Fixture.connections, atMost: 0).map(\.name) == ["any"])
  }

  @Test func enterShowsEveryLineOfAConnection() {
    var session = Session(120, 36)
    session.press("2 j Enter")
    #expect(session.state.view == .log)
    #expect(session.state.filter.text == "conn_id:\"c-90\"")
    #expect(session.analysed?.scope == .all)
  }

  @Test func selectionStaysWithItsConnection() {
    var session = Session(120, 36)
    session.press("2 j j")
    #expect(session.state.selectedConnection?.life.id == "c-91")
    var report = Fixture.report(for: session.state.logRequest)
    report.connections?.rows.reverse()
    session.apply(.log(report))
    #expect(session.state.selectedConnection?.life.id == "c-91")
    #expect(session.state.selectedConnection?.place == 0)
  }

  @Test func orderIsAskedFor() {
    var session = Session(120, 36)
    session.press("2 s l Enter")
    #expect(session.analysed?.connections?.order == .life)
    session.press("I")
    #expect(session.analysed?.connections?.isReversed == true)
    #expect(session.screen.joined().contains("by life ▴"))
  }

  @Test func usersAndAgentsTakeTurnsWithAddresses() {
    var session = Session(120, 36)
    session.press("2 Tab")
    #expect(session.screen.joined().contains("Addresses"))
    session.press("Tab")
    #expect(session.state.focus == .table(.users))
    #expect(session.screen.contains { $0.contains("u-7") })
    session.press("Tab =")
    #expect(session.state.filter.text == "user_agent:\"IMApp/7.2 (iPhone)\"")
  }

  @Test func clickOnATitleSortsAndASecondClickOpens() throws {
    var session = Session(120, 36)
    session.press("2")
    let rect = try #require(ScreenLayout(session.state)[.connections])
    let row = rect.y + 1
    let column = try #require(session.screen[row].firstRange(of: "life"))
    let x = session.screen[row].distance(
      from: session.screen[row].startIndex,
      to: column.lowerBound
    )
    session.mouse(.press, x, row)
    #expect(session.analysed?.connections?.order == .life)
    session.mouse(.press, 10, row + 2)
    #expect(session.state.selectedConnection?.place == 1)
    session.mouse(.press, 10, row + 2)
    #expect(session.state.view == .log)
  }

  @Test func logWithoutConnectionsSaysSo() {
    var session = Session(120, 36)
    session.press("2")
    var report = Fixture.report(for: session.state.logRequest)
    report.connections = ConnectionsReport()
    session.apply(.log(report))
    #expect(session.screen.joined().contains("no line of this window names a connection"))
  }
}
