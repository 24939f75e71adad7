import Charts
import LogModel
import MetricsModel
import Testing

@testable import Dashboard

@Suite("The log's list")
struct LogListTests {
  /// A report of `count` rows in all, of which the page from `first` on is held.
  private func report(_ count: Int, page: Range<Int>) -> LogReport {
    var report = Fixture.report(
      rows: page.map { LogRow(record: Fixture.record(UInt32($0), .error, "row \($0)", ago: 1)) }
    )
    report.request.count = 300
    report.firstRow = page.lowerBound
    report.rowCount = count
    return report
  }

  @Test func scrollingUpStopsFollowingAndTheEndFollowsAgain() {
    var list = LogList()
    let report = report(1000, page: 700..<1000)
    #expect(list.anchor == .tail)
    #expect(list.position(count: 1000, visible: 10).selected == 999)
    list.move(by: -1, in: report, visible: 10)
    #expect(list.position(count: 1000, visible: 10).selected == 998)
    #expect(list.position(count: 1005, visible: 10).selected == 998)
    list.move(by: 1, in: report, visible: 10)
    list.move(by: 1, in: report, visible: 10)
    #expect(list.place == .following)
  }

  @Test func newPageIsAskedForOnlyNearTheEdge() {
    var list = LogList()
    let report = report(1000, page: 700..<1000)
    list.move(by: -20, in: report, visible: 10)
    let anchor = list.anchor
    #expect(anchor == .index(834))
    list.move(by: -100, in: report, visible: 10)
    #expect(list.anchor == anchor)
    list.move(by: -70, in: report, visible: 10)
    #expect(list.anchor != anchor)
    list.move(by: -.max, in: report, visible: 10)
    #expect(list.anchor == .index(0))
    #expect(list.position(count: 1000, visible: 10).first == 0)
  }

  @Test func selectedRecordStaysSelectedWhenOlderRowsVanish() {
    var list = LogList()
    list.move(by: -50, in: report(1000, page: 700..<1000), visible: 10)
    #expect(list.position(count: 1000, visible: 10).selected == 949)
    var shifted = report(900, page: 700..<1000)
    shifted.firstRow = 600
    list.settle(in: shifted, visible: 10)
    #expect(list.position(count: 900, visible: 10).selected == 849)
  }

  @Test func selectedGroupStaysSelectedWhileRecordsJoinIt() {
    func groups(_ order: [UInt32], newest: UInt32) -> LogReport {
      var report = Fixture.report(
        rows: order.map { shape in
          var row = LogRow(
            record: Fixture.record(newest + shape, .error, "group", ago: 1),
            count: 9
          )
          row.group = shape
          return row
        }
      )
      report.rowCount = order.count
      return report
    }
    var list = LogList()
    list.move(by: -2, in: groups([3, 7, 8], newest: 100), visible: 10)
    #expect(list.position(count: 3, visible: 10).selected == 0)
    list.settle(in: groups([5, 3, 7, 8], newest: 200), visible: 10)
    #expect(list.position(count: 4, visible: 10).selected == 1)
    list.settle(in: groups([5, 7, 8, 3], newest: 300), visible: 10)
    #expect(list.position(count: 4, visible: 10).selected == 3)
  }

  @Test func rowsThatAreOnTheirWayAreDrawnAsSuch() {
    var state = Fixture.state(80, 24)
    _ = state.apply(.log(report(1000, page: 700..<1000)))
    _ = state.apply(.input(.key(.character("g"))))
    let rows = Fixture.screen(state).filter { $0.hasPrefix("┃") }
    #expect(rows.first?.contains("…") == true)
    #expect(state.logRequest.anchor == .index(0))
  }

  @Test func foldingAndScopeAreAskedFor() {
    var session = Session()
    #expect(session.state.logRequest.folded && session.state.logRequest.scope == .errors)
    session.press("m l")
    #expect(session.analysed?.folded == false)
    #expect(session.analysed?.scope == .all)
    #expect(session.screen.joined().contains("Log  unfolded"))
    session.press("3")
    #expect(session.analysed?.scope == .all)
    session.press("l")
    #expect(session.analysed?.scope == .errors)
  }

  @Test func findingSetsMatchesApartAndGoesFromOneToTheNext() {
    var session = Session(120, 36)
    session.press("f")
    session.type("STALLED")
    session.press("Enter")
    #expect(session.state.selectedLogRow?.record.level == .fatal)
    var canvas = Canvas(size: session.state.size)
    DashboardView.draw(session.state, into: &canvas)
    let found = (0..<36).flatMap { y in (0..<120).map { canvas.glyph(at: Point(x: $0, y: y)) } }
      .filter { $0.style.background == .yellow && $0.style.foreground == .black }.map(\.text)
    #expect(found.joined().contains("stalled"))
    session.press("N")
    #expect(session.state.notice?.notice.text.contains("is in no older row") == true)
  }

  @Test func findingGoesToRowsThatAreNotOnThePage() {
    var session = Session(120, 36)
    session.apply(.log(report(5000, page: 4700..<5000)))
    session.press("f")
    session.type("row 12")
    _ = session.state.apply(.input(.key(Key(.enter))))
    var request = session.state.logRequest
    #expect(request.search?.origin == LogRecordID(chunk: 1, row: 4999))
    #expect(request.search?.filter == .text(.init(parts: ["row 12"], isPhrase: true)))
    var answer = report(5000, page: 0..<300)
    answer.request = request
    answer.found = .row(12)
    _ = session.state.apply(.log(answer))
    #expect(session.state.selectedLogRow?.record.message == "row 12")
    request = session.state.logRequest
    #expect(request.search == nil && request.anchor == .index(0))
  }

  @Test func matchOutsideTheWindowMovesTheWindowThere() {
    var session = Session(120, 36)
    session.press("f")
    session.type("long ago")
    _ = session.state.apply(.input(.key(Key(.enter))))
    let wanted = LogRecordID(chunk: 0, row: 7)
    let then = Fixture.now.advanced(bySeconds: -7200)
    var answer = Fixture.report(for: session.state.logRequest)
    answer.found = .outside(wanted, then)
    _ = session.state.apply(.log(answer))
    #expect(session.state.window.frozen?.log == then.advanced(bySeconds: 450))
    #expect(session.state.logRequest.search?.origin == wanted)
    #expect(session.state.logRequest.search?.includesOrigin == true)
    var landed = report(900, page: 300..<600)
    landed.request = session.state.logRequest
    landed.found = .row(444)
    _ = session.state.apply(.log(landed))
    #expect(session.state.selectedLogRow?.record.message == "row 444")
    #expect(session.state.notice?.notice.text.contains("0 goes live") == true)
  }

  @Test func answerToAnotherSearchIsNotTaken() {
    var session = Session(120, 36)
    _ = session.state.apply(.input(.key(.character("E"))))
    let first = session.state.logRequest
    _ = session.state.apply(.input(.key(.character("W"))))
    var late = Fixture.report(for: first)
    late.found = .row(0)
    _ = session.state.apply(.log(late))
    #expect(session.state.search != nil)
    #expect(session.state.log.place == .following)
  }

  @Test func errorsAndWarningsAreReachedByAKey() {
    var session = Session()
    session.press("W")
    #expect(session.state.selectedLogRow?.record.level == .warn)
    session.press("E")
    #expect(session.state.selectedLogRow?.record.level == .fatal)
    session.press("e")
    #expect(session.state.selectedLogRow?.record.status == 503)
  }

  @Test func detailIsLoadedShownAndFilteredBy() {
    var session = Session()
    session.press("Enter")
    #expect(session.state.detail?.content == .loaded(Fixture.rows[33].record))
    #expect(session.screen.joined().contains("hub        h-3"))
    session.press("G k =")
    #expect(session.state.filter.text == "hub:\"h-3\"")
    #expect(session.state.detail == nil)
  }

  @Test func recordThatIsGoneSaysSo() {
    var session = Session()
    session.press("Enter")
    session.apply(.detail(Fixture.rows[33].record.id, nil))
    #expect(session.screen.joined().contains("no longer held"))
  }

  @Test func columnsGiveWayInOrder() {
    #expect(
      LogColumns(width: 40, folded: true, showsDate: false).slots.map(\.name) == [
        .time, .level, .status, .message,
      ]
    )
    #expect(
      LogColumns(width: 78, folded: true, showsDate: false).slots.map(\.name)
        == [.time, .level, .status, .count, .path, .message]
    )
    let wide = LogColumns(width: 198, folded: false, showsDate: true).slots
    #expect(
      wide.map(\.name) == [.time, .level, .status, .method, .path, .address, .latency, .message]
    )
    #expect(wide.map { $0.column + $0.width }.max() == 197)
  }
}
