import LogModel
import Testing

@testable import LogStream

@Suite struct TextLineTests {
  @Test func ginAccessLine() {
    let line = LineParser.read(
      #"[GIN] 2026/11/23 - 06:37:57 | 200 |     209.683µs |      127.0.0.22 | GET      "/api/v1/users/1480?x=1""#
    )
    #expect(line.parsed.isUnderstood && line.parsed.isRequest)
    #expect(line.parsed.time == 1_795_415_877_000)
    #expect(line.parsed.status == 200)
    #expect(abs(line.parsed.latency - 209.683e-6) < 1e-12)
    #expect(line.address == "127.0.0.22")
    #expect(line.method == "GET")
    #expect(line.path == "/api/v1/users/1480")
    #expect(line.parsed.level == .info)
  }

  @Test func ginColoursAreLookedThrough() {
    let line = LineParser.read(
      "[GIN] 2026/11/23 - 06:37:57 |\u{1b}[97;42m 502 \u{1b}[0m|\u{1b}[97;41m       5s \u{1b}[0m|"
        + "     20.20.20.20 |\u{1b}[97;44m GET     \u{1b}[0m \"/\""
    )
    #expect(line.parsed.status == 502 && line.parsed.latency == 5)
    #expect(line.address == "20.20.20.20" && line.method == "GET" && line.path == "/")
    #expect(line.parsed.level == .error)
  }

  @Test(arguments: [
    ("Client connected", ConnectionEvent.opened),
    ("Client disconnected: connection closed", .closed),
    ("Authenticated as u0@im.example", .none),
  ])
  func prosodysSessionsAreConnections(_ message: String, _ event: ConnectionEvent) {
    let line = LineParser.read("Nov 23 06:38:37 c2s56267db7e310\tinfo\t\(message)")
    #expect(line.parsed.event == event)
    #expect(line.parsed.level == .info)
    #expect(line.message == message)
    #expect(!line.parsed.connection.isEmpty)
  }

  @Test(arguments: [
    ("Client disconnected: connection closed", "connection closed"),
    (
      "client gone, connection closed: read tcp 10.0.0.1:80: connection reset by peer",
      "connection reset by peer"
    ),
    ("Client disconnected", ""), ("Client disconnected: ", ""),
  ])
  func aClosingLineWithoutAReasonGivesItsInnermostCause(_ message: String, _ reason: String) {
    let line = LineParser.read("Nov 23 06:38:37 c2s56267db7e310\tinfo\t\(message)")
    #expect(line.reason == reason)
  }

  @Test func prosodysModulesAreNoSessions() {
    let line = LineParser.read("Nov 23 06:38:21 portmanager\terror\tClient connected nowhere")
    #expect(line.parsed.level == .error)
    #expect(line.parsed.connection.isEmpty)
    #expect(line.parsed.event == .none)
  }

  @Test func ginDebugNamesItsLevel() {
    let warning = LineParser.read(#"[GIN-debug] [WARNING] Running in "debug" mode."#)
    #expect(warning.parsed.level == .warn)
    #expect(warning.message == #"Running in "debug" mode."#)
    let route = LineParser.read("[GIN-debug] GET /ping --> main.f (3 handlers)")
    #expect(route.parsed.level == .debug && route.parsed.isUnderstood && !route.parsed.isRequest)
  }

  @Test func datedLineWithPairs() {
    let line = LineParser.read(
      "2026/11/23 06:38:51 [WARN] ws upgrade failed error=websocket: 'upgrade' token not found "
        + "client_ip=127.0.0.9 trace_id=ab12 span_id=cd"
    )
    #expect(line.parsed.time == 1_795_415_931_000)
    #expect(line.parsed.level == .warn)
    #expect(line.message == "ws upgrade failed")
    #expect(line.reason == "websocket: 'upgrade' token not found")
    #expect(line.address == "127.0.0.9")
    #expect(line.trace == "ab12")
    #expect(line.parsed.event == .none)
  }

  @Test(arguments: [
    (
      "2026-11-23 06:38:51,250 - synapse.http - 45 - ERROR - GET-12 - boom", Level.error,
      "GET-12 - boom"
    ),
    ("2026-11-23T06:38:51.250Z INFO started", .info, "started"),
    ("[2026-11-23 06:38:51.250] [warn] low", .warn, "low"),
    ("2026-11-23 06:38:51.250 +00:00 [info] <0.9.0> up", .info, "<0.9.0> up"),
    ("2026-11-23T06:38:51.250Z\tDEBUG\tmain.go:5\thello", .debug, "hello"),
    (
      "2026-11-23T06:38:51.250Z no level but an error in the text", .unknown,
      "no level but an error in the text"
    ),
  ])
  func anyTimeLevelMessage(_ text: String, _ level: Level, _ message: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.isUnderstood)
    #expect(line.parsed.time == 1_795_415_931_250)
    #expect(line.parsed.level == level)
    #expect(line.message == message)
  }

  @Test func everythingElseIsTextWithoutATime() {
    let line = LineParser.read("hello = world, 42")
    #expect(!line.parsed.isUnderstood && !line.parsed.isContinuation)
    #expect(line.parsed.time == nil)
    #expect(line.message == "hello = world, 42")
  }

  @Test func hostileBytesAreText() {
    for bytes: [UInt8] in [
      [0], [0x1b], [0x1b, 0x5b], [0xff, 0xfe, 0xfd], Array("[GIN] ".utf8),
      Array("[GIN] 2026/".utf8),
      Array("[GIN] 2026/11/23 - 06:37:57 |".utf8), Array("2026-99-99T99:99:99Z x".utf8),
      Array("99999999999999999999999999 x".utf8), Array("{".utf8), Array("=".utf8),
      Array("- - - [".utf8), Array("x - - [23/Nov/2026:06:37:57 +0000] \"".utf8),
    ] {
      var parser = LineParser()
      var parsed = ParsedLine()
      parser.parse(bytes.span, into: &parsed, receivedAt: .max)
      #expect(!parsed.isRequest)
    }
  }

  @Test func carriageReturnsAreDropped() {
    #expect(LineParser.read("{\"msg\":\"a\"}\r").message == "a")
    #expect(LineParser.read("some text\r").message == "some text")
  }

  @Test func logfmtLine() {
    let line = LineParser.read(
      #"time=2026-11-23T06:38:51.250Z level=WARN msg="say \"hi\" to them" http.status=200 http.path=/a remote_addr=[::1]:443"#
    )
    #expect(line.parsed.isUnderstood && line.parsed.isRequest)
    #expect(line.parsed.time == 1_795_415_931_250)
    #expect(line.parsed.level == .warn)
    #expect(line.message == #"say "hi" to them"#)
    #expect(line.path == "/a" && line.address == "::1")
  }

  @Test func combinedAccessLine() {
    let line = LineParser.read(
      #"203.0.113.7 - bob [23/Nov/2026:14:38:51 +0800] "GET /ws/connect?token=x HTTP/1.1" 101 42 "-" "Mozilla/5.0 (X11)""#
    )
    #expect(line.parsed.isUnderstood && line.parsed.isRequest && line.parsed.isWebSocket)
    #expect(line.parsed.time == 1_795_415_931_000)
    #expect(line.address == "203.0.113.7" && line.method == "GET" && line.path == "/ws/connect")
    #expect(line.agent == "Mozilla/5.0 (X11)")
    #expect(line.parsed.event == .opened)
  }

  @Test func commonAccessLineHasNoAgent() {
    let line = LineParser.read(
      #"::1 - - [23/Nov/2026:06:38:51 +0000] "GET / HTTP/1.0" 504 -"#
    )
    #expect(line.parsed.status == 504 && line.parsed.level == .error && line.agent == "")
  }
}
