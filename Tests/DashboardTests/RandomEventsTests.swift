import Charts
import Dashboard
import LogModel
import MetricsModel
import Testing

@Suite("Whatever happens, the state takes it in and the screen draws it")
struct RandomEventsTests {
  /// A generator with a seed, so that a failure can be repeated (SplitMix64).
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  static let keys: [Key] =
    "abcdefghijklmnopqrstuvwxyzEFGINOPUWZ0123456=/?!:+-[]&% \"*(あ🙂".map { Key.character($0) }
    + [
      .enter, .tab, .backTab, .backspace, .delete, .escape, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .function(1), .function(4), .function(10),
    ].map { Key($0) } + "abcdeklsuwxz".map { Key(.character($0), control: true) }

  /// Ways into every mode from a state with everything to show.
  static let modes = [
    "", "/", "/ p Tab", "/ a %", "f h", ":", "p", "p s", "i", "P", "Enter", "z", "?", "t", "^s",
    "Tab s", "Tab Tab Tab v", "Up PgUp", "Z", "2", "3", "4", "5", "6", "5 v", "= / x", "P Enter",
    "2 s", "2 Tab Tab", "4 Tab", ": s i l",
  ]

  @Test(arguments: modes)
  func everyKeyInEveryMode(_ way: String) {
    var start = Session(80, 24)
    start.press(way)
    for key in Self.keys {
      var session = start
      session.apply(.input(.key(key)))
      #expect(session.screen.count == 24)
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func thousandsOfRandomEvents(seed: UInt64) {
    var random = Seeded(state: seed)
    var session = Session(AppState(configuration: Fixture.configuration()))
    for step in 0..<700 {
      session.apply(Self.event(&random, size: session.state.size))
      if step.isMultiple(of: 4) {
        var canvas = Canvas(
          size: session.state.size,
          glyphs: Bool.random(using: &random) ? .unicode : .ascii
        )
        DashboardView.draw(session.state, into: &canvas)
        #expect(canvas.text().count == session.state.size.height)
      }
    }
  }

  private static func event(_ random: inout Seeded, size: Size) -> AppEvent {
    switch Int.random(in: 0..<20, using: &random) {
    case 0:
      let sizes = [(0, 0), (1, 1), (40, 10), (80, 24), (120, 36), (63, 17), (200, 60), (96, 30)]
      let size = sizes.randomElement(using: &random) ?? (1, 1)
      return .resized(Size(width: size.0, height: size.1))
    case 1:
      return .tick(now: Fixture.now.advanced(bySeconds: .random(in: -10...100_000, using: &random)))
    case 2: return .log(wildReport(&random))
    case 3: return .panels(wildPanels(&random))
    case 4:
      return .alerts(
        Fixture.alerts.shuffled(using: &random).dropLast(Int.random(in: 0...5, using: &random))
      )
    case 5: return Bool.random(using: &random) ? .targets([Fixture.target]) : .targets([])
    case 6: return Bool.random(using: &random) ? .sources([Fixture.source]) : .sources([])
    case 7: return .detail(Fixture.rows[0].record.id, nil)
    case 8...11:
      let actions: [MouseEvent.Action] = [.press, .release, .drag, .wheelUp, .wheelDown]
      let point = Point(
        x: .random(in: -1...(size.width + 1), using: &random),
        y: .random(in: -1...(size.height + 1), using: &random)
      )
      return .input(.mouse(MouseEvent(actions.randomElement(using: &random) ?? .press, at: point)))
    case 12: return .input(.paste("pasted \u{1b}[31m text\n"))
    default: return .input(.key(keys.randomElement(using: &random) ?? Key(.escape)))
    }
  }

  /// A report whose parts do not fit together.
  private static func wildReport(_ random: inout Seeded) -> LogReport {
    let rows = Array(Fixture.rows.prefix(Int.random(in: 0...34, using: &random)))
    var report = Fixture.report(rows: rows)
    report.rowCount = Int.random(in: 0...400, using: &random)
    report.firstRow = Int.random(in: 0...300, using: &random)
    report.received = [0, 5, .max].randomElement(using: &random) ?? 0
    report.logTime = Bool.random(using: &random) ? nil : Timestamp(milliseconds: .max)
    report.recordsPerBucket = [.max, .max, -1, 0]
    report.shortLivedShare = [nil, .nan, .infinity, 0.5].randomElement(using: &random) ?? nil
    return report
  }

  private static func wildPanels(_ random: inout Seeded) -> PanelReport {
    var report = Fixture.panels()
    let absences: [PanelValues.Absence] = [
      .none, .notOffered, .waiting, .stale, .empty, .broken("no such function: rat()"),
    ]
    for index in report.panels.indices {
      report.panels[index].absence = absences.randomElement(using: &random) ?? .none
      report.panels[index].current =
        [nil, .nan, -.infinity, 0, 1e300].randomElement(using: &random) ?? nil
      report.panels[index].before = [nil, .nan, 0, -1, 1e-300].randomElement(using: &random) ?? nil
      report.panels[index].values = [nil, .nan, .infinity, -1e300, 1e300, 0]
    }
    return report
  }
}
