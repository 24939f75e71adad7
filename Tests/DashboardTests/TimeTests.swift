import Charts
import LogModel
import MetricsModel
import Testing

@testable import Dashboard

@Suite("The window of time")
struct TimeTests {
  @Test func crosshairIsReadEvenWhereTheTitleIsLong() {
    var session = Session(100, 32)
    session.press("t")
    let title = session.screen.first { $0.contains("Heartbeat timeouts") } ?? ""
    #expect(title.filter { $0 == "┼" }.count == 3)
  }

  @Test func windowGrowsAndShrinksInSteps() {
    var session = Session()
    session.press("+")
    #expect(session.analysed?.windowSeconds == 1800 && session.evaluated?.windowSeconds == 1800)
    session.press("- -")
    #expect(session.analysed?.windowSeconds == 600)
    session.press(": w i n d o w Space 9 0 s Enter")
    #expect(session.evaluated?.windowSeconds == 90)
  }

  @Test func pauseFreezesBothClocks() {
    var session = Session()
    session.press("Z")
    #expect(
      session.evaluated?.windowEnd == Fixture.now && session.analysed?.windowEnd == Fixture.now
    )
    #expect(session.screen[0].contains("PAUSED"))
    session.press("0")
    #expect(session.evaluated?.windowEnd == nil && session.analysed?.windowEnd == nil)
  }

  @Test func panningGoesBackAndReturnsToThePresent() {
    var session = Session()
    session.press("[")
    #expect(session.evaluated?.windowEnd == Fixture.now.advanced(bySeconds: -450))
    session.press("]")
    #expect(session.evaluated?.windowEnd == nil)
  }

  @Test func crosshairShowsTheValueAndTakesTheLogThere() {
    var session = Session(120, 36)
    session.press("t Left Left")
    #expect(session.screen.joined().contains("┼ 06:"))
    session.press("Enter")
    let end = session.analysed?.windowEnd
    #expect(end.map { $0 < Fixture.now && Fixture.now.seconds(since: $0) < 120 } == true)
    #expect(session.state.focus == .log && session.state.mode == .browsing)
  }

  @Test func dragChoosesARange() throws {
    var session = Session(120, 36)
    let rect = try #require(ScreenLayout(session.state)[.chart(0)])
    let plot = try #require(ChartFrame.plot(in: rect))
    session.mouse(.press, plot.x, plot.y + 2)
    session.mouse(.drag, plot.x + 3, plot.y + 2)
    session.mouse(.release, plot.x + plot.width / 2, plot.y + 2)
    let request = try #require(session.evaluated)
    #expect(abs(request.windowSeconds - 450) < 20)
    #expect(request.windowEnd.map { abs(Fixture.now.seconds(since: $0) - 450) < 20 } == true)
    #expect(session.analysed?.windowSeconds == request.windowSeconds)
  }

  @Test func logThatEndedOpensAtItsEnd() {
    var state = AppState(configuration: Fixture.configuration())
    let later = Fixture.now.advanced(bySeconds: 9 * 3600)
    _ = state.apply(.resized(Size(width: 120, height: 36)))
    _ = state.apply(.tick(now: later))
    _ = state.apply(.sources([Fixture.source]))
    _ = state.apply(.log(Fixture.report()))
    #expect(
      state.logRequest.windowEnd == Fixture.now && state.panelRequest.windowEnd == Fixture.now
    )
    #expect(Fixture.screen(state)[0].contains("LOG ENDED 11-23 06:14, 9h ago"))
    var source = Fixture.source
    source.newest = later
    _ = state.apply(.sources([source]))
    _ = state.apply(.log(Fixture.report()))
    #expect(state.logRequest.windowEnd == nil)
  }

  @Test func quietLogBesideATargetStaysLive() {
    var state = Fixture.state(120, 36)
    _ = state.apply(.tick(now: Fixture.now.advanced(bySeconds: 9 * 3600)))
    _ = state.apply(.log(Fixture.report()))
    #expect(state.window.end == .live)
  }

  @Test func clockNamesItsZone() {
    var session = Session(120, 36)
    #expect(session.screen[0].hasSuffix("06:14:07 CST"))
    session.press("U")
    #expect(session.screen[0].hasSuffix("22:14:07 UTC"))
  }

  @Test(
    arguments: [
      (0, "1970-01-01 00:00:00"), (951_827_696, "2000-02-29 12:34:56"),
      (-1, "1969-12-31 23:59:59"), (4_102_444_800, "2100-01-01 00:00:00"),
    ] as [(Double, String)]
  )
  func civilTime(seconds: Double, text: String) {
    #expect(ClockText(zone: .utc).full(Timestamp(seconds: seconds)) == text)
  }

  @Test func extremeTimesAreText() {
    for milliseconds in [Int64.min, .max] {
      #expect(!ClockText(zone: Fixture.zone).full(Timestamp(milliseconds: milliseconds)).isEmpty)
    }
  }

  @Test func lengthsOfTime() {
    #expect(
      [0, 42, 70, 900, 7260, 93_600].map(DurationText.short) == [
        "0s", "42s", "1m10s", "15m", "2h1m", "1d2h",
      ]
    )
    #expect([42, 249, 7260, 190_000].map(DurationText.rough) == ["42s", "4m", "2h", "2d"])
    #expect(DurationText.short(.nan) == "-")
    #expect(["90s", "1h30m", "2d"].map(DurationText.seconds) == [90, 5400, 172_800])
    #expect(["", "5", "x", "0s", "5y"].allSatisfy { DurationText.seconds($0) == nil })
  }
}
