import Charts
import MetricsModel
import Testing

@testable import Dashboard

@Suite("Alerts on the screen")
struct AlertTests {
  private func banners(_ session: Session) -> [String] {
    let rect = ScreenLayout(session.state)[.banners]
    return Array(session.screen[1..<(1 + (rect?.height ?? 0))])
  }

  @Test func quietScreenSaysThatRulesWatch() {
    var session = Session(120, 36)
    session.apply(.alerts(Array(Fixture.alerts.dropFirst(2))))
    #expect(
      banners(session) == [
        " ✓ nothing fires  2 of 3 rules watch · 1 silent: no baseline  pending: ConnectionsDropped"
          .replacing(" ✓", with: "  ✓")
      ]
    )
  }

  @Test func whatTheSummarySaysIsNoContributor() {
    var alert = Fixture.alerts[0]
    alert.summary = "203.0.113.7 fails"
    var session = Session(120, 36)
    session.apply(.alerts([alert]))
    let banner = banners(session)[0]
    #expect(banner.contains("\"hub queue full\" 94%"))
    #expect(banner.ranges(of: "203.0.113.7").count == 1)
  }

  @Test func whatAnAlertIsAboutIsToldWhereItsSummaryLeavesItOut() {
    var alert = Fixture.alerts[0]
    alert.labels = ["client_ip": "203.0.113.7"]
    var session = Session(120, 36)
    session.apply(.alerts([alert]))
    #expect(banners(session)[0].contains("203.0.113.7 41%"))
  }

  @Test func acknowledgedAlertsShrink() {
    var session = Session(120, 36)
    session.press("a")
    #expect(banners(session)[0].contains("HeartbeatTimeouts"))
    #expect(banners(session)[1].contains("acknowledged here:  ErrorLogBurst 42s"))
    let told = session.effects.contains {
      if case .acknowledge(let identity) = $0 { identity.rule == "ErrorLogBurst" } else { false }
    }
    #expect(told)
    session.press("a a")
    #expect(session.state.notice?.notice.text == "no alert waits to be acknowledged")
  }

  @Test func acknowledgementEndsWithTheAlert() {
    var session = Session(120, 36)
    session.press("a")
    session.apply(.alerts([]))
    session.apply(.alerts(Fixture.alerts))
    #expect(banners(session)[0].contains("CRITICAL"))
  }

  @Test func resolvedIsSaidForAWhile() {
    var session = Session(120, 36)
    var alert = Fixture.alerts[0]
    alert.state = .resolved
    session.apply(.alerts([alert]))
    #expect(banners(session)[0].contains("✓ RESOLVED  ErrorLogBurst"))
    session.apply(.tick(now: Fixture.now.advanced(bySeconds: 31)))
    #expect(banners(session)[0].contains("nothing fires"))
  }

  @Test func bannersThatHaveNoRoomAreCounted() {
    var session = Session(80, 24)
    let many = (0..<6).map { index in
      AlertStatus(
        rule: "Rule\(index)",
        state: .firing,
        severity: .warning,
        summary: "bad",
        expression: "up"
      )
    }
    session.apply(.alerts(many))
    #expect(banners(session).count == 2)
    #expect(banners(session)[1].contains("+4 more  !"))
  }

  @Test(arguments: [(40, 10), (80, 24), (120, 36), (120, 50), (200, 60)])
  func bannersTakeAThirdOfTheScreenAtMost(width: Int, height: Int) {
    var session = Session(width, height)
    let many = (0..<40).map { index in
      AlertStatus(
        rule: "Rule\(index)",
        state: .firing,
        severity: .critical,
        summary: "bad",
        expression: "up"
      )
    }
    session.apply(.alerts(many))
    #expect(banners(session).count * 3 <= height)
    #expect(banners(session).last?.contains("+\(40 - banners(session).count) more") == true)
  }

  @Test func timeBeforeAllTimesIsNoTime() {
    var session = Session(120, 36)
    var alert = Fixture.alerts[0]
    alert.since = Timestamp(milliseconds: 0)
    #expect(BannerList.since(alert, session.state) == "")
    alert.since = Fixture.now.advanced(bySeconds: 5)
    #expect(BannerList.since(alert, session.state) == "0s")
    session.apply(.alerts([alert]))
    #expect(banners(session)[0].contains("0s"))
  }

  @Test func valueAndLimitStandSideBySide() {
    var session = Session(120, 36)
    var alerts = Fixture.alerts
    alerts[0].reading = AlertReading(value: "37", limit: "> 20", peak: "52")
    alerts[4].reading = AlertReading(value: "1", limit: "= 0")
    session.apply(.alerts(alerts))
    session.press("4")
    #expect(
      session.screen.contains { $0.contains("       37  > 20            42s  37 error lines") }
    )
    #expect(session.screen.contains { $0.contains("value 37  limit > 20  peak 52") })
    let quiet = session.screen.first { $0.contains("TargetDown") } ?? ""
    #expect(quiet.contains("        1  = 0"))
  }

  private func resolved(_ rule: String, _ began: Double, _ ended: Double) -> AlertStatus {
    var alert = Fixture.alerts[0]
    alert.rule = rule
    alert.state = .resolved
    alert.began = Fixture.now.advanced(bySeconds: began)
    alert.since = Fixture.now.advanced(bySeconds: ended)
    alert.summary = "responses with status 5xx: up to 5.6%, limit 2%"
    alert.reading = AlertReading(value: "0.1%", limit: "> 2%", peak: "5.6%")
    return alert
  }

  @Test func resolvedBannerSaysHowFarItWentAndFromWhenToWhen() {
    var session = Session(120, 36)
    session.apply(.alerts([resolved("ServerErrors", -76, -4)]))
    #expect(
      banners(session)[0].hasPrefix(
        " ▌✓ RESOLVED  ServerErrors  responses with status 5xx: up to 5.6%, limit 2%"
      )
    )
    #expect(banners(session)[0].hasSuffix("06:12:51–06:14:03, 1m12s"))
  }

  @Test func alertsThatAreOverStayInTheirView() throws {
    var session = Session(120, 36)
    session.apply(.alerts([resolved("ServerErrors", -76, -4)]))
    session.apply(.alerts([resolved("ServerErrors", -76, -4), resolved("TargetDown", -9, -1)]))
    session.apply(.tick(now: Fixture.now.advanced(bySeconds: 120)))
    session.apply(.alerts(Array(Fixture.alerts.suffix(2))))
    #expect(
      banners(session)[0].contains("last: TargetDown 06:13:58–06:14:06, 8s")
    )
    session.press("4")
    let over = session.screen.filter { $0.contains("✓ resolved ") && $0.contains("ago") }
    try #require(over.count == 2)
    #expect(over[0].contains("TargetDown") && over[0].contains("2m ago"))
    #expect(over[1].contains("5.6%  > 2%         2m ago  06:12:51–06:14:03, 1m12s: responses"))
    #expect(session.state.alerts.past.map(\.rule) == ["TargetDown", "ServerErrors"])
  }

  @Test func rulesAreCountedAsTheirViewListsThem() {
    var alerts = Fixture.alerts
    alerts[1].state = .silent(reason: "nothing offers connections")
    alerts[4].state = .broken(reason: "no such function")
    #expect(
      AlertText.census(alerts)
        == "2 of 5 rules watch · 2 silent: no baseline, nothing offers connections"
    )
    #expect(AlertText.census([alerts[0], alerts[0]]) == "1 rule watches")
  }

  @Test func enterInTheAlertsViewFiltersByWhatContributes() {
    var session = Session(120, 36)
    session.press("! Enter")
    #expect(session.state.view == .overview)
    #expect(session.state.filter.text == "message:\"hub queue full\"")
  }

  @Test func clickOnABannerShowsTheAlert() {
    var session = Session(120, 36)
    session.mouse(.press, 20, 2)
    #expect(session.state.view == .alerts)
    #expect(session.state.selectedAlert?.rule == "HeartbeatTimeouts")
  }
}
