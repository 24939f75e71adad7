import Charts
import LogModel
import MetricsModel
import Testing

@testable import Dashboard

@Suite("Nothing known is told from nothing wrong")
struct KnowledgeTests {
  private func empty(_ change: (inout LogReport) -> Void = { _ in }) -> LogReport {
    var report = Fixture.report(rows: [])
    report.listed = 0
    change(&report)
    return report
  }

  @Test func aScreenWithoutALogDoesNotSayThatAllIsWell() {
    var state = Fixture.state(120, 36)
    _ = state.apply(.sources([]))
    _ = state.apply(.log(empty { ($0.received, $0.covered) = (0, 0) }))
    let screen = Fixture.screen(state).joined(separator: "\n")
    #expect(screen.contains("no log is read: name one when you start imtop"))
    #expect(!screen.contains("nothing went wrong") && !screen.contains("following"))
  }

  @Test func aWindowBeforeTheLogsBeginIsUnknown() {
    var state = Fixture.state(120, 36)
    _ = state.apply(
      .log(empty { $0.request.windowEnd = $0.oldest?.advanced(bySeconds: -60) })
    )
    let text = "nothing is known of this time: the log that is held begins at 2026-11-23 05:14:07"
    #expect(Fixture.screen(state).contains { $0.contains(text) })
    var session = Session(120, 36)
    session.press("[ [ [ [ [ [ [ [ [ [ [")
    var panels = Fixture.panels()
    panels.panels = panels.panels.map { panel in
      var panel = panel
      (panel.absence, panel.current, panel.values) = (.empty, nil, [nil])
      return panel
    }
    panels.marks = []
    session.apply(.panels(panels))
    session.apply(
      .log(
        empty {
          $0.request = session.state.logRequest
          ($0.paths, $0.addresses) = ([], [])
          ($0.closeReasons, $0.shortLivedShare) = ([], nil)
        }
      )
    )
    let told = session.screen.joined(separator: "\n").ranges(of: "nothing is known of this time")
    #expect(told.count == 3 + 1 + 2 + 1)
    _ = state.apply(.log(empty()))
    let calm = "nothing went wrong in this window, 88,123 lines are held"
    #expect(Fixture.screen(state).contains { $0.contains(calm) })
  }

  @Test func quietWhileSomethingIsDownSaysSo() {
    var session = Session(120, 36)
    var target = Fixture.target
    target.health = .down(reason: "refused")
    var source = Fixture.source
    source.health = .down(reason: "no such file")
    session.apply(.targets([target]))
    session.apply(.sources([Fixture.source, source]))
    session.apply(.alerts([Fixture.alerts[4]]))
    let banner = session.screen[1]
    #expect(banner.contains("✓ nothing fires  but 1 of 1 targets down, 1 of 2 logs unread"))
    session.press("Z")
    #expect(session.screen[1].contains("✓ nothing fires at present"))
    session.apply(.sources([source]))
    #expect(session.screen[1].contains("○ nothing that is watched can be read"))
  }

  @Test func connectionsUnderAFilterOfRequestsAreNotZero() {
    let filter = Filter.field("path", .equals("/ws/connect"))
    var report = Fixture.report(for: LogRequest(filter: filter))
    for index in report.addresses.indices {
      (report.addresses[index].opened, report.addresses[index].heartbeatTimeouts) = (0, 0)
    }
    var state = Fixture.state(120, 36)
    _ = state.apply(.log(report))
    let row = Fixture.screen(state).first { $0.contains("10.0.3.17 ") } ?? ""
    #expect(row.contains("10.0.3.17                 -      -       -     0%"))
    #expect(Fixture.screen(state).contains { $0.contains("Paths · 15m") })
  }

  @Test func aShareOfFewClosedConnectionsIsNotTold() {
    var report = Fixture.report()
    (report.addresses[0].closed, report.addresses[0].shortLived) = (4, 4)
    var state = Fixture.state(120, 36)
    _ = state.apply(.log(report))
    let row = Fixture.screen(state).first { $0.contains("203.0.113.7 ") && $0.contains("storm") }
    #expect(row?.contains("41%       0      -") == true)
  }

  @Test func columnsThatNoRowFillsAreTheMessages() {
    let plain = (0..<3).map { LogRow(record: Fixture.record($0, .error, "login refused", ago: 1)) }
    let clock = ClockText(zone: .utc)
    let needs = LogRowText.needs(plain, clock, Theme())
    let bare = LogColumns(width: 118, folded: true, showsDate: false, needs: needs).slots
    #expect(bare.map(\.name) == [.time, .level, .message])
    #expect(bare.last.map(\.width) == 118 - 16 - 1)
    let all = LogRowText.needs(Fixture.rows, clock, Theme())
    #expect(all[.path] == 16 && all[.address] == 17 && all[.latency] == 1)
  }

  @Test func goingLiveGivesTheWindowBack() {
    var session = Session(120, 36)
    session.mouse(.press, 20, 5)
    session.mouse(.drag, 30, 5)
    session.mouse(.release, 30, 5)
    #expect(session.state.window.seconds < 900)
    session.press("0")
    #expect(session.state.window.seconds == 900)
  }

  @Test func sortingShowsTheTop() {
    var session = Session(120, 36)
    session.press("Tab G")
    #expect(session.state.tables[.paths].selectedKey != nil)
    session.press("s End Enter")
    #expect(session.state.tables[.paths].sort == .latency)
    #expect(session.state.tables[.paths].selectedKey == nil)
  }

  @Test func aListThatIsNotThereYetIsNotMovedIn() {
    var state = Fixture.state(120, 36)
    _ = state.apply(.input(.key(.character("3"))))
    _ = state.apply(.input(.key(Key(.pageUp))))
    #expect(state.log.place == .following)
    _ = state.apply(.log(Fixture.report(for: state.logRequest)))
    _ = state.apply(.input(.key(Key(.up))))
    #expect(state.log.place != .following)
  }

  @Test func bannersKeepTheirFigures() {
    var session = Session(80, 24)
    var alert = Fixture.alerts[0]
    alert.summary = "/api/v1/rooms/room-36/history fails with status 5xx in 30s: 86.2% > 20%"
    alert.reading = AlertReading(value: "86.2%", limit: "> 20%", peak: "86.2%")
    alert.labels = alert.labels.setting("path", to: "/api/v1/rooms/room-36/history")
    session.apply(.alerts([alert]))
    #expect(session.screen[1].contains("…: 86.2% > 20%"))
  }

  @Test func aNarrowBannerTellsTheCauseRatherThanTheRulesNameInOtherWords() {
    var session = Session(80, 24)
    var alert = Fixture.alerts[0]
    alert.summary = "error lines in 1m: 1446 > 20"
    alert.reading = AlertReading(value: "1446", limit: "> 20", peak: "1446")
    session.apply(.alerts([alert]))
    #expect(session.screen[1].contains(#"ErrorLogBurst  1446 > 20  · "hub queue full" 94%"#))
    session.apply(.resized(Size(width: 120, height: 36)))
    let whole = #"error lines in 1m: 1446 > 20  · "hub queue full" 94% (0%)"#
    #expect(session.screen[1].contains(whole))
  }

  @Test func whatNamesMostCloselyWhatIsWrongComesFirst() {
    var book = AlertBook()
    var alerts = [Fixture.alerts[0], Fixture.alerts[0]]
    alerts[1].rule = "PathFailing"
    alerts[1].labels = ["source": "im.log", "path": "/ws/connect"]
    alerts[1].since = Fixture.now
    book.take(alerts, now: Fixture.now)
    #expect(book.calling.map(\.rule) == ["PathFailing", "ErrorLogBurst"])
  }

  @Test func aTargetThatIsDownComesFirstAndWhatOnlyFiresOnComesLast() {
    var book = AlertBook()
    var alerts = Array(repeating: Fixture.alerts[0], count: 3)
    alerts[0].isPassing = true
    alerts[1].rule = "ConnectionsPilingUp"
    alerts[1].severity = .warning
    alerts[2].rule = "TargetDown"
    alerts[2].since = Fixture.now
    book.take(alerts, now: Fixture.now)
    #expect(book.calling.map(\.rule) == ["TargetDown", "ConnectionsPilingUp", "ErrorLogBurst"])
  }

  @Test func manyAlertsOfOneRuleShareABannerAndAnAcknowledgement() {
    var session = Session(120, 36)
    let alerts = (1...4).map { number in
      var alert = Fixture.alerts[0]
      alert.rule = "PathFailing"
      alert.labels = ["path": "/rooms/\(number)"]
      alert.summary = "/rooms/\(number) fails"
      return alert
    }
    session.apply(.alerts(alerts + [Fixture.alerts[1]]))
    #expect(session.screen[1].contains("PathFailing ×4  /rooms/1 fails"))
    #expect(session.screen[2].contains(Fixture.alerts[1].rule))
    session.press("a")
    #expect(session.screen[1].contains(Fixture.alerts[1].rule))
    #expect(session.state.alerts.acknowledgedAlerts.count == 4)

    session.apply(.alerts(Array(alerts.prefix(2))))
    #expect(session.state.alerts.callingTogether.isEmpty)
    session.apply(.alerts([]))
    session.apply(.alerts(Array(alerts.prefix(2))))
    #expect(session.state.alerts.callingTogether.map(\.count) == [1, 1])
  }

  @Test func anAgentStaysOnTheBannerOfANarrowScreen() {
    var alert = Fixture.alerts[0]
    alert.rule = "ConnectionsClosedAbnormally"
    alert.summary = "abnormal closes in 1m: 43/s > 1/s"
    alert.reading = AlertReading(value: "43/s", limit: "> 1/s", peak: "43/s")
    alert.contributors = [
      Contributor(
        field: "user_agent",
        value: "IMClient/5.4.0 (Android 16; Pixel 10)",
        share: 0.97,
        normalShare: 0
      )
    ]
    var session = Session(108, 36)
    session.apply(.alerts([alert]))
    #expect(session.screen[1].contains("· IMClient/5.4.0"))
  }

  @Test func ofShortLivesNothingIsSaidBeforeOneCouldBeLong() {
    func isSaid(after seconds: Double, closed: Int = 12) -> Bool {
      var session = Session(200, 60)
      var report = Fixture.report(for: session.state.logRequest)
      report.oldest = Fixture.now.advanced(bySeconds: -seconds)
      report.closeReasons = [("normal", closed)]
      report.shortLivedShare = 0.99
      session.apply(.log(report))
      return session.screen.contains { $0.contains("short-lived 99 %") }
    }
    #expect(!isSaid(after: 25))
    #expect(!isSaid(after: 89))
    #expect(isSaid(after: 91))
    #expect(!isSaid(after: 91, closed: 4))
  }
}
