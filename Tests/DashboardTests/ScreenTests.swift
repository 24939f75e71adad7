import Charts
import MetricsModel
import Testing

@testable import Dashboard

@Suite("Whole screens of a gateway in trouble")
struct ScreenTests {
  @Test func smallestDashboard() {
    #expect(
      Fixture.screen(Fixture.state(40, 10)) == [
        " gw-1:8080 ●  im.log ●      15m  ▶ LIVE",
        " ▌ CRITICAL   ErrorLogBurst         42s",
        " ▌ WARNING    HeartbeatTimeouts   1m10s",
        " Connections         9,481 +12/s −409/s",
        " Heartbeat timeouts         4.2/s ▲8.9×",
        " 5xx rate                    2.31 % ▲8×",
        " Error log  folded      1,203 of 88,123",
        " 06:14:06 W ws  missed=3 · heartbeat_ti…",
        "›06:14:07 E 503 /ws/connect → upgrade r…",
        " / filter  f find        ? help  q quit",
      ]
    )
  }

  @Test func terminalOfTheOldDays() {
    let screen = Fixture.screen(Fixture.state(80, 24))
    #expect(
      screen == [
        " gw-1:8080 ● 1s 12ms up 4m  im.log ● 1.2k/s      15m  ▶ LIVE  [1]  06:14:07 CST",
        " ▌ CRITICAL   ErrorLogBurst  37 error lines in 1m, > 20                     42s",
        " ▌ WARNING    HeartbeatTimeouts  4.2/s, 9× the hour before                1m10s",
        " Connections           9,481 ▼21% +12/s −409/s          ███████████████████▇▇▇▇",
        " Heartbeat timeouts    4.2/s ▲8.9×                      ▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂█████",
        " 5xx rate              2.31 % ▲8×                       ▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂████",
        " p95 812 ms ▲14×  messages 3.1k/s ▼60% out 2.9k/s  goroutines 31k ▲40%",
        "╭ Paths · 15m  Tab: addresses ──────────────────────────────────── by change ▾ ╮",
        "│ path                                           req/s    5xx     p95          │",
        "│ /ws/connect ws                                 412.0   8.9%    life  ▂▂▂▂▂▂▃█│",
        "│ /api/v1/messages                               310.2   0.1%   18 ms  ▅▆▆▇▆▇▇█│",
        "│ /api/v1/login                                   22.9      -   44 ms  ▅▆▆▇▆▇▇█│",
        "╰──────────────────────────────────────────────────────────────────────────────╯",
        "┏ Error log  folded ━━━━━━━━━━━━━━━━ 1,203 of 88,123 ▂▂▂▂▂▂▂▂▂▂▄█  ▼ following ┓",
        "┃ 06:09:33 ERROR 500 ×38    /api/v1/messages redis: connection pool timeout    ┃",
        "┃ 06:09:34 ERROR 500 ×39    /api/v1/messages redis: connection pool timeout    ┃",
        "┃ 06:09:35 ERROR 500 ×40    /api/v1/messages redis: connection pool timeout    ┃",
        "┃ 06:09:36 ERROR 500 ×41    /api/v1/messages redis: connection pool timeout    ┃",
        "┃ 06:14:04 INFO  ws  ×11    abnormal close   abnormal closure · 1006           ┃",
        "┃ 06:14:05 FATAL                             hub: event loop stalled for 5.2s  ┃",
        "┃ 06:14:06 WARN  ws  ×31    heartbeat        missed=3 · heartbeat_timeout      ┃",
        "┃›06:14:07 ERROR 503 ×1,148 /ws/connect      → upgrade refused: hub queue ful… ┃",
        "┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛",
        " / filter  f find  p path  i address  u agent  ⏎ open  = only    ? help  q quit",
      ]
    )
  }

  @Test(arguments: [(96, 30), (120, 36), (200, 60)])
  func fullScreensShowEverything(width: Int, height: Int) {
    let screen = Fixture.screen(Fixture.state(width, height))
    let text = screen.joined(separator: "\n")
    for piece in [
      "gw-1:8080 ●", "im.log ●", "▶ LIVE", "06:14:07 CST", "CRITICAL", "ErrorLogBurst",
      "9,481 ▼21%", "+12/s −409/s", "▲8.9×", "2.31 % ▲8×", "now", "p95 812 ms ▲14×", "/ws/connect",
      "8.9%", "Error log  folded", "1,203 of 88,123", "▼ following", "×1,148", "upgrade refused",
      "hub: event loop", "? help",
    ] {
      #expect(text.contains(piece), "missing: \(piece)")
    }
    if width >= 120 {
      #expect(text.contains("storm"))
      #expect(text.contains("⚑ deploy 06:09:58"))
      #expect(text.contains("9,481 ▼21% +12/s −409/s"))
      #expect(text.contains("\"hub queue full\" 94% (0%)"))
    }
  }

  @Test(arguments: [(40, 10), (63, 17), (64, 18), (80, 24), (96, 30), (120, 36), (200, 60)])
  func nothingStandsBeyondTheRightEdge(width: Int, height: Int) {
    for view in ["1", "2", "3", "4", "5", "6", "?", "Enter", "p", "z", "/ s t"] {
      var session = Session(width, height)
      session.press(view)
      #expect(session.screen.count == height)
      for row in session.screen { #expect(TextWidth.columns(of: row) <= width) }
    }
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 9), (39, 24), (80, 9)])
  func tooSmallForADashboard(width: Int, height: Int) {
    let screen = Fixture.screen(Fixture.state(width, height))
    #expect(screen.count == height)
    guard width >= 39 else { return }
    #expect(screen.first?.hasPrefix("✗ 2 firing") == true)
    #expect(screen.contains { $0.contains("imtop needs 40×10, this is \(width)×\(height)") })
  }

  @Test func theWishForRoomIsBrokenWhereRowsAreFree() {
    var state = Fixture.state(20, 5)
    _ = state.apply(.alerts([]))
    let wish = ["imtop needs 40×10,", "this is 20×5"]
    let quiet = Fixture.screen(state)
    #expect(quiet[0].hasPrefix("✓ quiet") && !quiet[0].contains("needs"))
    #expect(zip(quiet.dropFirst(), wish).allSatisfy { $0.hasPrefix($1) })
    let firing = Fixture.screen(Fixture.state(20, 5))
    #expect(firing[0].hasPrefix("✗ 2 firing") && !firing[0].contains("needs"))
    #expect(zip(firing.suffix(2), wish).allSatisfy { $0.hasPrefix($1) }, "\(firing)")
  }

  @Test func everyViewHasItsOwnContent() {
    let pieces = [
      ("2", "Close reasons"), ("2", "lived less than 30 s"), ("2", "heartbeat_timeout"),
      ("3", "Lines over time"), ("3", "Log  folded"), ("4", "Rules and alerts"),
      ("4", "no baseline"), ("4", "✗ FIRING"), ("5", "Biggest movers"),
      ("5 Tab", "before"), ("5 Tab", "sum(im_connections)"),
      ("6", "http://gw-1:8080/metrics"), ("6", "JSON (logrus), latency in ms"),
    ]
    for (key, piece) in pieces {
      var session = Session(120, 36)
      session.press(key)
      #expect(session.screen.joined().contains(piece), "view \(key) misses \(piece)")
    }
  }

  @Test func monochromeScreenHasNoColour() {
    var configuration = Fixture.configuration()
    configuration.palette = .monochrome
    var state = AppState(configuration: configuration)
    for event in Fixture.events(120, 36) { _ = state.apply(event) }
    var canvas = Canvas(size: state.size)
    DashboardView.draw(state, into: &canvas)
    for y in 0..<36 {
      for x in 0..<120 {
        let style = canvas.glyph(at: Point(x: x, y: y)).style
        #expect(style.foreground == .standard && style.background == .standard)
      }
    }
  }

  @Test func asciiScreenIsASCII() {
    var canvas = Canvas(size: Size(width: 120, height: 36), glyphs: .ascii)
    DashboardView.draw(Fixture.state(120, 36), into: &canvas)
    let text = canvas.text().joined()
    #expect(text.allSatisfy { $0.isASCII })
    #expect(!text.contains("??"))
  }

  @Test func beforeAnythingIsKnownTheScreenSaysSo() {
    var state = AppState(configuration: Fixture.configuration())
    _ = state.apply(.resized(Size(width: 100, height: 30)))
    let text = Fixture.screen(state).joined(separator: "\n")
    #expect(text.contains("no rule has spoken yet"))
    #expect(text.contains("no log is read"))
    #expect(text.contains("waiting for the first"))
    #expect(text.contains("no vital signs are offered yet"))
  }
}
