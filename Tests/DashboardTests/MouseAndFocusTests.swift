import Charts
import LogModel
import Testing

@testable import Dashboard

@Suite("Focus, zoom, tables and the mouse")
struct MouseAndFocusTests {
  @Test func tabGoesRoundAndTheOneTableFollows() {
    var session = Session(80, 24)
    #expect(session.state.focus == .log)
    session.press("Tab Tab")
    #expect(session.state.focus == .table(.addresses))
    #expect(session.screen.joined().contains("Addresses"))
    session.press("Tab Tab Tab Tab")
    #expect(session.state.focus == .log)
    session.press("Shift-Tab")
    #expect(session.state.focus == .chart(2))
  }

  @Test func zoomShowsOnePanelAndAsksForMoreValues() {
    var session = Session(120, 36)
    let before = session.state.panelRequest.steps
    session.press("Shift-Tab z")
    #expect(session.state.panelRequest.steps > before * 2)
    #expect(session.screen.joined().contains("5xx rate"))
    #expect(!session.screen.joined().contains("Error log"))
    session.press("Esc")
    #expect(session.screen.joined().contains("Error log"))
  }

  @Test func tablesAreSortedByChosenColumns() {
    var session = Session(120, 36)
    session.press("Tab s p Enter")
    #expect(session.state.trafficRows(.paths).first?.key == "/api/v1/login")
    #expect(session.screen.joined().contains("by path ▾"))
    session.press("I")
    #expect(session.state.trafficRows(.paths).first?.key == "/ws/connect")
    #expect(session.screen.joined().contains("by path ▴"))
  }

  @Test func sortingWithoutATableSaysWhy() {
    var session = Session()
    session.press("s")
    #expect(session.state.notice?.notice.text == "only tables are sorted: Tab goes to one")
  }

  @Test func clicksSelectRowsAndASecondOneOpens() throws {
    var session = Session(120, 36)
    let rect = try #require(ScreenLayout(session.state)[.log])
    session.mouse(.press, 30, rect.y + 2)
    #expect(session.state.selectedLogRow?.count == 34)
    session.mouse(.press, 30, rect.y + 2)
    #expect(session.state.detail != nil)
    session.mouse(.press, 30, rect.y + 2)
    #expect(session.state.detail == nil)
  }

  @Test func clicksOnTitlesSortAndOnViewsShow() throws {
    var session = Session(120, 36)
    let rect = try #require(ScreenLayout(session.state)[.table(.paths)])
    let title = session.screen[rect.y + 1]
    let column = try #require(title.distance(of: "5xx"))
    session.mouse(.press, column + 1, rect.y + 1)
    #expect(session.state.tables[.paths].sort == .errors)
    let view = try #require(session.screen[0].distance(of: "3 4 5"))
    session.mouse(.press, view, 0)
    #expect(session.state.view == .log)
  }

  @Test func crossRemovesAFilterStep() throws {
    var session = Session(120, 36)
    session.press("Tab =")
    let column = try #require(session.screen[0].distance(of: "✕"))
    session.mouse(.press, column, 0)
    #expect(session.state.filter.isEmpty)
  }

  @Test func wheelScrollsWhatLiesUnderIt() throws {
    var session = Session(120, 36)
    let rect = try #require(ScreenLayout(session.state)[.log])
    session.mouse(.wheelUp, 10, rect.y + 3)
    #expect(session.state.log.place != .following)
    session.mouse(.wheelDown, 10, rect.y + 3)
    session.mouse(.wheelDown, 10, rect.y + 3)
    #expect(session.state.log.place == .following)
  }

  @Test func copyTakesTheRowOrTheQuery() {
    var session = Session(120, 36)
    session.press("y")
    #expect(session.copied == #"{"level":"info","status":503,"path":"/ws/connect"}"#)
    session.press("Tab y")
    #expect(session.copied == "/ws/connect")
    session.press("Tab Tab v")
    #expect(session.screen.joined().contains("sum(im_connections)"))
    session.press("y")
    #expect(session.copied == "sum(im_connections)")
  }

  @Test func nothingIsAskedTwice() {
    var state = Fixture.state(120, 36)
    #expect(state.apply(.tick(now: Fixture.now)).isEmpty)
    #expect(state.apply(.input(.key(Key(.up)))).count == 1)
    #expect(state.apply(.input(.key(Key(.up)))).isEmpty)
  }
}

extension String {
  /// How many characters stand before a piece of the text.
  fileprivate func distance(of piece: String) -> Int? {
    ranges(of: piece).first.map { distance(from: startIndex, to: $0.lowerBound) }
  }
}
