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
        " ✓ nothing fires  3 rules watch · 1 cannot speak yet  pending: ConnectionsDropped"
          .replacing(" ✓", with: "  ✓")
      ]
    )
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
    alerts[0].limit = 20
    session.apply(.alerts(alerts))
    session.press("4")
    #expect(session.screen.contains { $0.contains("     37       20      42s  37 error lines") })
    #expect(session.screen.contains { $0.contains("value 37, limit 20") })
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
