import Charts
import MetricsModel
import Testing

@testable import Dashboard

@Suite("Silences and the history of alerts")
struct SilenceTests {
  private func banners(_ session: Session) -> [String] {
    let rect = ScreenLayout(session.state)[.banners]
    return Array(session.screen[1..<(1 + (rect?.height ?? 0))])
  }

  private func silence(_ text: String, _ session: inout Session) {
    session.press(":")
    session.type("silence " + text)
    session.press("Enter")
  }

  @Test func silencedRuleHasNoBannerUntilItsTimeIsOver() {
    var session = Session(120, 36)
    silence("errorlog* 10m", &session)
    #expect(banners(session)[0].contains("HeartbeatTimeouts"))
    #expect(banners(session)[1].contains("silenced here:  ErrorLogBurst"))
    session.apply(.tick(now: Fixture.now.advanced(bySeconds: 599)))
    #expect(session.state.alerts.calling.map(\.rule) == ["HeartbeatTimeouts"])
    session.apply(.tick(now: Fixture.now.advanced(bySeconds: 600)))
    #expect(session.state.alerts.calling.map(\.rule) == ["ErrorLogBurst", "HeartbeatTimeouts"])
  }

  @Test func silenceOutlivesItsAlert() {
    var session = Session(120, 36)
    silence("ErrorLogBurst", &session)
    session.apply(.alerts([]))
    session.apply(.alerts(Fixture.alerts))
    #expect(session.state.alerts.calling.map(\.rule) == ["HeartbeatTimeouts"])
    session.press(":")
    session.type("unsilence")
    session.press("Enter")
    #expect(session.state.alerts.calling.count == 2)
  }

  @Test func onlyTheNamedLabelsAreSilenced() {
    var first = Fixture.alerts[0]
    first.labels = ["instance": "gw-1"]
    var second = first
    second.labels = ["instance": "gw-2"]
    var session = Session(120, 36)
    session.apply(.alerts([first, second]))
    silence("instance=gw-2 2h", &session)
    #expect(session.state.alerts.calling.map { $0.labels["instance"] } == ["gw-1"])
    #expect(session.state.alerts.silences.first?.text == "* instance=gw-2")
    #expect(session.state.alerts.silences.first?.until.seconds(since: Fixture.now) == 7200)
  }

  @Test func withoutANameTheSelectedAlertIsMeant() {
    var session = Session(120, 36)
    session.press("4 j")
    silence("", &session)
    #expect(session.state.alerts.silences.map(\.rule) == ["HeartbeatTimeouts"])
    #expect(session.screen.contains { $0.contains("~ silenced") && $0.contains("1h left") })
  }

  @Test func unknownRuleIsRefused() {
    var session = Session(120, 36)
    silence("ErorLogBurst", &session)
    #expect(session.state.notice?.notice.kind == .trouble)
    #expect(session.state.alerts.silences.isEmpty)
    silence("a b", &session)
    #expect(session.state.notice?.notice.text.contains("does not understand") == true)
  }

  @Test(arguments: [
    ("ErrorLogBurst", "errorlogburst", true), ("ErrorLogBurst", "*", true),
    ("ErrorLogBurst", "Error*Burst", true), ("ErrorLogBurst", "Error", false),
    ("ErrorLogBurst", "*Burst", true), ("ErrorLogBurst", "E*L*B*", true),
    ("Burst", "Bur*urst", false), ("ErrorLogBurst", "E*B*L*", false),
  ])
  func wildcardsStandForAnyText(name: String, pattern: String, fits: Bool) {
    #expect(Silence.resembles(name, pattern) == fits)
  }

  @Test func historyTellsWhatHappenedTheNewestFirst() {
    var session = Session(120, 36)
    session.press("a")
    var over = Fixture.alerts[0]
    over.state = .resolved
    over.began = Fixture.now.advanced(bySeconds: -42)
    over.since = Fixture.now.advanced(bySeconds: 30)
    over.reading.peak = "61"
    session.apply(.alerts([over, Fixture.alerts[1]]))
    silence("Heart* 5m", &session)
    let kinds = session.state.alerts.history.map(\.kind)
    #expect(
      kinds == [
        .resolved, .silenced(until: Fixture.now.advanced(bySeconds: 300)), .acknowledged, .fired,
        .fired,
      ]
    )
    session.press("4")
    #expect(
      session.screen.contains { $0.contains("resolved ErrorLogBurst") && $0.contains("1m12s") }
    )
    #expect(session.screen.contains { $0.contains("fired") && $0.contains("HeartbeatTimeouts") })
  }

  @Test func historyIsBoundedAndScrolls() {
    var session = Session(80, 24)
    for round in 0..<300 {
      var alert = Fixture.alerts[0]
      alert.since = Fixture.now.advanced(bySeconds: Double(round))
      session.apply(.alerts([alert]))
      alert.state = .resolved
      session.apply(.alerts([alert]))
      session.apply(.alerts([]))
    }
    #expect(session.state.alerts.history.count == AlertBook.historyLimit)
    session.press("4 Tab G")
    #expect(session.state.focus == .history)
    #expect(session.screen.contains { $0.contains("› ") || $0.contains("›") })
    #expect(session.state.historyPosition.selected == AlertBook.historyLimit - 1)
  }
}
