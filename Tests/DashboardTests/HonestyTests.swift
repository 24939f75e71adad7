import Charts
import LogModel
import MetricsModel
import Testing

@testable import Dashboard

@Suite("No data, zero, stale and broken look different, and text is what it is")
struct HonestyTests {
  private func line(_ change: (inout PanelValues) -> Void) -> String {
    var state = Fixture.state(80, 24)
    var report = Fixture.panels()
    change(&report.panels[0])
    _ = state.apply(.panels(report))
    return Fixture.screen(state)[3]
  }

  @Test func zeroIsANumber() {
    let text = line { panel in
      panel.current = 0
      panel.companions = []
    }
    #expect(text.hasPrefix(" Connections           0 ▼100%"))
  }

  @Test func absencesAreTold() {
    #expect(
      line { $0.absence = .notOffered }.contains("no target and no log offers this"[...].prefix(20))
    )
    #expect(line { $0.absence = .waiting }.contains("waiting"))
    #expect(line { $0.absence = .stale }.contains("9,481 stale"))
    let empty = line { panel in
      (panel.absence, panel.current, panel.values) = (.empty, nil, [nil, nil])
      panel.definition.nothing = "no request in 1m"
    }
    #expect(empty.contains("Connections           -"))
    #expect(empty.contains("no request in 1m"))
    #expect(line { $0.absence = .broken("no such function") }.contains("broken"))
    #expect(line { $0.absence = .broken("no such function") }.contains("no such function"))
  }

  @Test func panelThatCannotFollowTheFilterSaysSo() {
    var session = Session(120, 36)
    session.press("Tab =")
    var report = Fixture.panels()
    report.panels[1].followsFilter = false
    report.panels[5].followsFilter = false
    report.panels[0].absence = .empty
    (report.panels[0].values, report.panels[0].current) = ([], nil)
    report.panels[0].definition.nothing = "no connection"
    session.apply(.panels(report))
    #expect(session.screen.joined().contains("Heartbeat timeouts unfiltered"))
    #expect(session.screen.joined().contains("open files unfiltered 9,600"))
    #expect(session.screen.joined().contains("no connection passes the filter"))
  }

  @Test func pastThatIsStillReadIsToldOnTheLog() {
    var session = Session(120, 36)
    var source = Fixture.source
    source.health = .loading(0.36)
    session.apply(.sources([source]))
    #expect(session.screen[0].contains("im.log ○ 36%"))
    #expect(session.screen.contains { $0.contains("88,123  36% of the past read") })
  }

  @Test func blocksOfAPanelAreBlankWhereItHasNoValue() {
    var session = Session(120, 36)
    var report = Fixture.panels()
    report.panels[0].values = (0..<120).map { $0 < 60 ? nil : $0 < 90 ? 0 : 7 }
    session.apply(.panels(report))
    session.press("5 Tab")
    #expect(session.screen.joined().contains("  " + "        ▁▁▁▁████"))
  }

  @Test func targetsTellHowTheyAre() {
    var target = Fixture.target
    #expect(TargetText.condition(target, now: Fixture.now) == .up)
    #expect(TargetText.condition(target, now: Fixture.now.advanced(bySeconds: 60)) == .stale)
    target.health = .slow
    #expect(TargetText.condition(target, now: Fixture.now) == .slow)
    target.health = .down(reason: "connection refused")
    var session = Session(120, 36)
    session.apply(.targets([target]))
    #expect(session.screen[0].contains("gw-1:8080 ✗ down"))
    session.press("6")
    #expect(session.screen.joined().contains("connection refused"))
  }

  @Test(arguments: [
    ("connection refused, nothing listens on this port", "connection refused"),
    ("answered 404 (nothing is at this path): 404 page", "answered 404"),
    ("no complete answer within 1s; look at the load", "no complete answer within 1s"),
  ])
  func theReasonOfATargetThatIsDownComesBeforeItsURL(_ told: String, _ reason: String) {
    var target = Fixture.target
    target.instance = "localhost:18080"
    target.health = .down(reason: "http://localhost:18080/metrics: " + told)
    var alert = Fixture.alerts[0]
    alert.rule = "TargetDown"
    alert.summary = "localhost:18080 cannot be scraped"
    alert.labels = ["instance": "localhost:18080"]
    alert.contributors = []
    var session = Session(80, 24)
    session.apply(.targets([target]))
    session.apply(.alerts([alert]))
    #expect(session.screen[0].contains(reason), "\(session.screen[0])")
    #expect(session.screen[1].contains("localhost:18080"), "\(session.screen[1])")
    #expect(session.screen[1].contains(reason), "\(session.screen[1])")
    #expect(!session.screen[0].contains("http:") && !session.screen[1].contains("http:"))
  }

  @Test func nothingIsSaidToBeWellWhereNothingCanBeSeen() {
    var session = Session(120, 36)
    var target = Fixture.target
    session.apply(.targets([target]))
    session.apply(.sources([]))
    session.apply(.alerts(Fixture.alerts.filter { $0.state == .inactive }))
    target.health = .down(reason: "connection refused")
    session.apply(.targets([target]))
    #expect(session.screen[0].contains("connection refused"))
    #expect(!session.screen.joined().contains("✓ nothing fires"))
  }

  @Test func panelDoesNotWaitForTargetsThatAreDown() {
    var session = Session(120, 36)
    var report = Fixture.panels()
    report.panels[0].absence = .waiting
    session.apply(.panels(report))
    #expect(session.screen.contains { $0.contains("waiting for a first value") })
    var target = Fixture.target
    target.health = .down(reason: "connection refused")
    session.apply(.targets([target]))
    #expect(session.screen.contains { $0.contains("no target answers, see 6") })
  }

  @Test func manyTargetsAreCounted() {
    var targets = (1...4).map { index in
      var target = Fixture.target
      target.instance = "gw-\(index)"
      return target
    }
    targets[2].health = .down(reason: "timeout")
    var session = Session(120, 36)
    session.apply(.targets(targets))
    #expect(session.screen[0].contains("3 of 4 up  gw-3 ✗ down"))
  }

  @Test func sourcesTellWhatTheyLost() {
    var source = Fixture.source
    source.dropped = 12
    source.notUnderstood = 3
    source.gaps = 1
    var session = Session(200, 60)
    session.apply(.sources([source]))
    #expect(session.screen[0].contains("12 lost, 1 gap, 3 not understood"))
    session.apply(.resized(Size(width: 80, height: 24)))
    #expect(session.screen[0].contains("im.log ● !"))
  }

  @Test func sourcesTellWhatTheySkippedAndHowThePastIsRead() {
    var source = Fixture.source
    source.skippedLines = 1_234_567
    source.skippedBytes = 360 << 20
    source.health = .loading(0.36)
    source.pastPace = .normal(errno: 1)
    var session = Session(200, 60)
    session.apply(.sources([source]))
    #expect(session.screen[0].contains("1,234,567 lines skipped"))
    session.press("6")
    let screen = session.screen.joined(separator: "\n")
    #expect(screen.contains("skipped about 1,234,567 lines, 360 MiB, to be read when"))
    #expect(screen.contains("past 36% read at full pace: the system does not let it step back"))
    source.pastPace = .idle
    session.apply(.sources([source]))
    #expect(session.screen.contains { $0.contains("36% read, while the processors have nothing") })
  }

  @Test func theStripSaysOnceThatLinesWereSkipped() {
    func row(lacking ids: Set<String>) -> String {
      var report = Fixture.panels()
      for index in report.panels.indices where ids.contains(report.panels[index].definition.id) {
        report.panels[index].lacksLines = true
      }
      var session = Session(200, 60)
      session.apply(.panels(report))
      return session.screen.first { $0.contains("goroutines") } ?? ""
    }
    #expect(row(lacking: ["p95", "fds"]).ranges(of: "lines skipped").count == 1)
    #expect(row(lacking: ["p95", "fds"]).hasPrefix(" lines skipped"))
    #expect(row(lacking: ["fds"]).contains("open files lines skipped 9,600"))
  }

  @Test func controlCharactersAreShownNotSent() {
    var evil = Fixture.record(7, .error, "\u{1b}[2J\u{202e}evil\u{07}", ago: 1)
    evil.path = "/日本語/\u{200d}é"
    evil.address = "\u{9b}31m"
    var state = Fixture.state(120, 36)
    _ = state.apply(.log(Fixture.report(for: state.logRequest, rows: [LogRow(record: evil)])))
    let screen = Fixture.screen(state)
    let row = screen.first { $0.contains("evil") } ?? ""
    #expect(row.contains("^[[2J<U+202E>evil^G"))
    for row in screen {
      #expect(TextWidth.columns(of: row) <= 120)
      #expect(!row.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) })
    }
    #expect(TextWidth.columns(of: row) == 120)
  }

  @Test func wideTextKeepsTheColumns() {
    let rows = ["连接被拒绝：队列已满", "plain", "🙂🙂🙂"].enumerated().map { index, message in
      LogRow(record: Fixture.record(UInt32(index), .error, message, ago: 1))
    }
    var state = Fixture.state(100, 30)
    _ = state.apply(.log(Fixture.report(for: state.logRequest, rows: rows)))
    let framed = Fixture.screen(state).filter { $0.hasPrefix("┃") }
    #expect(framed.allSatisfy { TextWidth.columns(of: $0) == 100 && $0.hasSuffix("┃") })
  }

  @Test func proxyInFrontOfTheClientsIsTold() {
    var report = Fixture.report()
    report.addresses = ["10.0.0.1", "203.0.113.7"].enumerated().map { index, key in
      var row = TrafficRow(key: key)
      row.requests = index == 0 ? 9000 : 100
      return row
    }
    var state = Fixture.state(120, 36)
    _ = state.apply(.log(report))
    #expect(Fixture.screen(state).joined().contains("probably a proxy, clients hidden"))
    report.addresses[0].key = "127.0.0.1"
    _ = state.apply(.log(report))
    #expect(Fixture.screen(state).joined().contains("this host, or a proxy on it"))
    report.addresses[0].key = "203.0.113.8"
    _ = state.apply(.log(report))
    #expect(!Fixture.screen(state).joined().contains("proxy"))
  }

  @Test func sumWithoutATargetSaysSo() {
    var session = Session(120, 36)
    var report = Fixture.panels()
    report.panels[0].coverage = TargetCoverage(answering: 3, offering: 4)
    session.apply(.panels(report))
    #expect(session.screen.contains { $0.contains("Connections 3 of 4") })
  }
}
