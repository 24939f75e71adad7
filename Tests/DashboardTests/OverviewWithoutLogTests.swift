import Charts
import MetricsModel
import Testing

@testable import Dashboard

@Suite("The overview of targets alone")
struct OverviewWithoutLogTests {
  /// The overview where no log is read, with panels of a profile or a configuration.
  private func session(_ width: Int, _ height: Int, _ own: [PanelValues]) -> Session {
    var settings = Fixture.configuration()
    settings.readsLog = false
    var session = Session(AppState(configuration: settings))
    var report = Fixture.panels()
    report.request.includesAll = true
    report.panels += own.map { panel in
      var panel = panel
      panel.definition.place = .panels
      return panel
    }
    let size = Size(width: width, height: height)
    for event: AppEvent in [
      .resized(size), .tick(now: Fixture.now), .targets([Fixture.target]), .panels(report),
    ] {
      session.apply(event)
    }
    return session
  }

  private func bars(_ count: Int) -> [PanelValues] {
    (1...count).map { Fixture.ownPanel("Panel \($0)", .bar) }
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func panelsStandInThePlaceOfTablesAndLog(width: Int, height: Int) {
    let text = session(width, height, bars(2)).screen.joined(separator: "\n")
    for shown in ["Connections", "5xx rate", "Panel 1", "Panel 2", "/ws/connect"] {
      #expect(text.contains(shown), "missing: \(shown)")
    }
    for absent in ["Error log", "Addresses", "no traffic"] {
      #expect(!text.contains(absent), "shown: \(absent)")
    }
  }

  @Test func theProgramIsAskedForAllPanels() {
    #expect(session(120, 36, []).evaluated?.includesAll == true)
    #expect(Session(120, 36).state.panelRequest.includesAll == false)
  }

  @Test func withoutPanelsOfItsOwnTheVitalSignsAreDrawnAsCharts() {
    let rows = session(120, 36, []).screen
    #expect(rows.contains { $0.contains("╭ goroutines ") || $0.contains("╮╭ goroutines ") })
  }

  @Test func pagesAreTurnedAndTheChartsAboveStay() {
    var session = session(80, 24, bars(9))
    #expect(session.screen.joined().contains("Panels 1–4 of 9"))
    session.press("End")
    let last = session.screen.joined(separator: "\n")
    #expect(last.contains("Panels 9–9 of 9"))
    #expect(last.contains("Panel 9"))
    #expect(!last.contains("Panel 1 "))
    #expect(last.contains("Connections"))
    session.press("z")
    #expect(!session.screen.joined().contains("Connections"))
  }

  @Test func tabGoesThroughEveryChart() {
    var session = session(120, 36, bars(2))
    var seen: [Focus] = []
    for _ in 0..<5 {
      seen.append(session.state.focus)
      session.press("Tab")
    }
    #expect(seen == (0..<5).map { .chart($0) })
    #expect(session.state.focus == .chart(0))
  }

  @Test func listsOfValuesAreRefusedWithTheReason() {
    var session = session(120, 36, bars(2))
    #expect(!(session.screen.last ?? "").contains("p path"))
    session.press("p")
    #expect(session.screen.joined().contains("no log is read: / takes any label"))
  }

  @Test func withALogNothingOfThisHolds() {
    let state = Fixture.state(120, 36)
    #expect(state.pagedCharts.isEmpty)
    #expect(Fixture.screen(state).joined().contains("Error log"))
  }
}
