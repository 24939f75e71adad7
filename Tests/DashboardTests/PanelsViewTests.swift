import Charts
import MetricsModel
import Testing

@testable import Dashboard

@Suite("The view of panels")
struct PanelsViewTests {
  private static let one: [(name: String, now: Double, before: Double)] = [("all", 812, 90)]

  private static var kinds: [PanelValues] {
    [
      Fixture.ownPanel("Paths", .chart), Fixture.ownPanel("Rate", .stat, .perSecond, one),
      Fixture.ownPanel("Bars", .bar), Fixture.ownPanel("Table", .table),
    ]
  }

  private func body(_ state: AppState) -> [String] {
    Array(Fixture.screen(state).dropFirst(3).dropLast())
  }

  @Test func everyKindAtEightyColumns() {
    #expect(
      body(Fixture.panelState(80, 24, Self.kinds)) == [
        "┏ Paths ━━━━ /ws/connect 412/s !! ▲10× ┓╭ Rate ─────────────────────────── ▲9× ╮",
        "┃ d /ws/connect 412/s !!               ┃│          █▀█ ▀█  ▀▀█                 │",
        "┃ b /api/v1/messages 310/s !  +2       ┃│          █▀█  █  █▀▀                 │",
        "┃  600                                 ┃│          ▀▀▀ ▀▀▀ ▀▀▀ /s !!           │",
        "┃                              ⣀⣀⣀⣀⣀⣀⣀d┃│                                      │",
        "┃  400 ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣇⣀⣀⣀⣀⣀!!┃│                            ⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀│",
        "┃      ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⡇┄┄┄┄┄┄!┃│                            ⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿│",
        "┃  200                         ⡇       ┃│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⢸⣿⣿⣿⣿⣿⣿⣿!!│",
        "┃    0 ⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⣥⣤⣤⣤⣤⣤ca┃│⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣼⣿⣿⣿⣿⣿⣿⣿⣿⣿│",
        "┗━━━━━━15m ━━━━ 10m ━━━━━━ 5m ━━━━━ now┛╰──────────────────────────────────────╯",
        "╭ Bars ────────────────────── 4 series ╮╭ Table ───────────────────── 4 series ╮",
        "│ /ws/connect  ██████████████ 412/s !! ││ series                   now  change │",
        "│ /api/v…sages ██████████▌ ┆   310/s ! ││ /ws/connect         412/s !!    ▲10× │",
        "│ /api/v…login ▊        ┆  ┆      23/s ││ /api/v1/messages     310/s !     ▲3% │",
        "│ /healthz     ▏        ┆  ┆       2/s ││ /api/v1/login           23/s     ▲5% │",
        "│                                      ││ /healthz                 2/s         │",
        "│                                      ││                                      │",
        "│                                      ││                                      │",
        "│                                      ││                                      │",
        "╰──────────────────────────────────────╯╰──────────────────────────────────────╯",
      ]
    )
  }

  @Test(arguments: 24...70)
  func theLegendTellsHowManyAreLeftOut(width: Int) {
    let series = (0..<17).map { number in
      (name: "POST /api/v1/conversations/\(number)/messages", now: 470.3, before: 1.0)
    }
    let panel = Fixture.ownPanel("Paths", .chart, .perSecond, series)
    let rows = LegendText(panel, Theme(), width: width, limit: 1).rows
    #expect(rows.count == 1)
    for row in rows { #expect(TextWidth.columns(of: row) <= width) }
    let last = rows.last?.last?.text.trimmingPrefix { $0 == " " }
    #expect(last?.hasPrefix("+1") == true, "\(last ?? "-")")
  }

  @Test(arguments: [(80, 24), (120, 36), (200, 60)])
  func everyKindSaysWhatItHas(width: Int, height: Int) {
    let text = Fixture.screen(Fixture.panelState(width, height, Self.kinds)).joined(separator: "\n")
    for piece in [
      "Paths", "Rate", "Bars", "Table", "412/s !!", "310/s !", "/healthz", "series", "▲10×",
    ] {
      #expect(text.contains(piece), "missing: \(piece)")
    }
  }

  @Test func thresholdsAreToldWithoutColours() {
    let state = Fixture.panelState(120, 36, Self.kinds, palette: .monochrome)
    let text = Fixture.screen(state).joined(separator: "\n")
    #expect(text.contains("412/s !!"))
    #expect(text.contains("!!┃") || text.contains("!!│"))
    #expect(text.contains("d /ws/connect 412/s !!"))
  }

  @Test func whereAFallIsBadTheThresholdIsBelow() {
    let panel = Fixture.ownPanel(
      "Consumers",
      .stat,
      .short,
      [("all", 3, 10)],
      thresholds: PanelThresholds(warning: 5, critical: 1),
      risingIsBad: false
    )
    #expect(panel.definition.severity(of: 3) == .warning)
    #expect(panel.definition.severity(of: 1) == .critical)
    #expect(panel.definition.severity(of: 6) == nil)
  }

  @Test func theQueryShowsWhatIsRemarkedAboutIt() {
    var session = Session(Fixture.panelState(100, 32, Self.kinds))
    session.press("v")
    let text = session.screen.joined(separator: "\n")
    #expect(text.contains("sum by (path) (rate(x_total[1m]))"))
    #expect(text.contains("! metric might not be a counter"))
  }

  @Test func everyQueryOfAPanelIsShownInTurn() {
    var panel = Self.kinds[0]
    panel.query = "first"
    panel.furtherQueries = ["second"]
    var session = Session(Fixture.panelState(100, 32, [panel]))
    session.press("v")
    #expect(session.screen.joined().contains("first"))
    session.press("v")
    #expect(session.screen.joined().contains("second"))
  }

  @Test func aPageIsTurnedAndAPanelZoomed() {
    let many = (1...9).map { Fixture.ownPanel("Panel \($0)", .bar) }
    var session = Session(Fixture.panelState(80, 24, many))
    #expect(session.screen.joined().contains("Panel 1"))
    #expect(session.screen.joined().contains("of 9"))
    session.press("PgDn")
    #expect(!session.screen.joined().contains("Panel 1 "))
    session.press("End")
    #expect(session.screen.joined().contains("Panel 9"))
    session.press("z")
    #expect(!session.screen.joined().contains("Panel 8"))
    session.press("k")
    #expect(session.screen.joined().contains("Panel 8"))
  }

  @Test func whatDoesNotFitIsCounted() {
    let many = (0..<60).map { (name: "/route/\($0)", now: Double(60 - $0), before: 1.0) }
    for kind in [PanelDefinition.Kind.chart, .stat, .bar, .table] {
      let panel = Fixture.ownPanel("Many", kind, .perSecond, many)
      let text = Fixture.screen(Fixture.panelState(80, 24, [panel])).joined(separator: "\n")
      #expect(text.contains("/route/0"), "\(kind)")
      #expect(text.contains { $0 == "+" }, "\(kind)")
    }
  }

  @Test func withoutPanelsOfItsOwnTheViewShowsTheBuiltInOnes() {
    let text = Fixture.screen(Fixture.panelState(120, 36, [])).joined(separator: "\n")
    for title in ["Connections", "5xx rate", "goroutines"] { #expect(text.contains(title)) }
  }

  @Test func aPanelsBoundsAreTheScalesEnds() {
    let panel = Fixture.ownPanel(
      "Load",
      .chart,
      .percent,
      [("cpu", 0.4, 0.3)],
      bounds: ChartBounds(lower: 0, upper: 1)
    )
    let rows = body(Fixture.panelState(80, 24, [panel]))
    #expect(rows.contains { $0.contains(" 100%") })
  }

  @Test func onTheOverviewAPanelOfSeveralSeriesNamesItsWorst() {
    var state = Fixture.panelState(200, 60, [Fixture.ownPanel("Paths", .chart)])
    _ = state.apply(.input(.key(.character("1"))))
    #expect(Fixture.screen(state).joined().contains("/ws/connect 412/s !!"))
  }
}
