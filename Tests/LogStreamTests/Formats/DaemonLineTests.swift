import LogModel
import Testing

@testable import LogStream

/// Lines of servers around a gateway whose level, time or client stands in a form of their own.
struct DaemonLineTests {
  /// 2026-11-23T06:38:51.250Z.
  static let time: Int64 = 1_795_415_931_250

  @Test(arguments: [
    ("06:38:51.250 [main] ERROR com.x.Y - no route", Level.error, "com.x.Y - no route"),
    ("06:38:51,250 [pool 1 thread 2] WARN  com.x.Y - no route", .warn, "com.x.Y - no route"),
    ("[06:38:51.250] ERROR (1234 on gw1): no route", .error, "no route"),
    ("[06:38:51.250] \u{1b}[32mINFO\u{1b}[39m (1234): \u{1b}[36mup\u{1b}[39m", .info, "up"),
    ("[06:38:51.250] INFO: up", .info, "up"),
  ])
  func aTimeOfDayIsThatOfTheReception(_ text: String, _ level: Level, _ message: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.time == Self.time && line.parsed.level == level)
    #expect(line.message == message)
  }

  @Test func aTimeOfDayThatLiesAheadIsYesterdays() {
    let line = LineParser.read("23:59:00.000 [main] ERROR com.x.Y - no route")
    #expect(line.parsed.time == 1_795_391_940_000)
  }

  @Test(arguments: [
    "12:30:00 is when we meet", "05:20:03 up 3 days, 2 users", "10:00:00.5", "25:00:00 ERROR x",
    "06:38:51ERROR x", "[12:30] ERROR", "no time: ERROR here", "Error: no route", "note: taken",
    "listening: on 8080", "http: no route", "ERROR no colon", "INFO:", "Errors: 3",
    "1:M 28 of them # no", "=ERROR= x", "Server is DOWN", "Server im/gw1 rebooted",
    "[hint] (8) : x", "[WARNING] (x) : y", "10.0.0.1:5 [now] text",
  ])
  func plainTextIsNoRecordOfAServer(_ text: String) {
    let line = LineParser.read(text)
    #expect(!line.parsed.isUnderstood && line.parsed.level == .unknown)
    #expect(line.message == text && line.parsed.time == nil && line.address == "")
  }

  @Test(arguments: [
    ("ERROR:root:no route", Level.error, "no route"),
    ("WARNING:app.db:slow query user_id=7", .warn, "slow query"),
    ("CRITICAL:app:", .fatal, ""),
    ("INFO:     Started server process [1]", .info, "Started server process [1]"),
    (
      "\u{1b}[31mERROR\u{1b}[0m:    Exception in ASGI application", .error,
      "Exception in ASGI application"
    ),
    ("error: no route", .error, "no route"),
    ("warn: slow user_id=7", .warn, "slow"),
    ("FATAL: no route", .fatal, "no route"),
  ])
  func aLevelAndAColonStandWithoutATime(_ text: String, _ level: Level, _ message: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.isUnderstood && line.parsed.level == level && line.message == message)
  }

  @Test func anExceptionBehindALineIsPartOfIt() {
    var parser = LineParser()
    _ = parser.read("2026-11-23 06:38:51 ERROR upgrade failed")
    #expect(parser.read("error: no route").parsed.isContinuation)
    _ = parser.read("ERROR:    Exception in ASGI application")
    #expect(parser.read("Traceback (most recent call last):").parsed.isContinuation)
    #expect(parser.read("ValueError: no").parsed.isContinuation)
    #expect(!parser.read("INFO:     connection closed").parsed.isContinuation)
  }

  @Test func uvicornTellsRequestsAndWebSockets() {
    let line = LineParser.read(
      #"INFO:     10.0.0.7:52344 - "GET /ws?token=x HTTP/1.1" 500 Internal Server Error"#
    )
    #expect(line.parsed.isRequest && line.parsed.status == 500 && line.parsed.level == .error)
    #expect(line.address == "10.0.0.7" && line.path == "/ws" && line.method == "GET")
    var parser = LineParser()
    let opened = parser.read(#"INFO:     10.0.0.7:52344 - "WebSocket /ws?x=1" [accepted]"#)
    #expect(opened.parsed.event == .opened && opened.path == "/ws" && opened.address == "10.0.0.7")
    #expect(parser.read("INFO:     connection open").parsed.event == .none)
    #expect(parser.read("INFO:     connection closed").parsed.event == .closed)
    let refused = parser.read(#"INFO:     10.0.0.7:52344 - "WebSocket /ws" 403"#)
    #expect(refused.parsed.isRequest && refused.parsed.status == 403 && refused.parsed.isWebSocket)
  }

  @Test func werkzeugsAccessLinesStandBehindALogger() {
    let line = LineParser.read(
      #"INFO:werkzeug:10.0.0.7 - - [23/Nov/2026 06:38:51] "GET /a HTTP/1.1" 200 -"#
    )
    #expect(line.address == "10.0.0.7" && line.parsed.status == 200 && line.path == "/a")
    #expect(line.parsed.level == .info && line.parsed.time == Self.time - 250)
  }

  @Test(arguments: [
    "", "Nov 23 06:38:51 lb haproxy[8]: ", "[WARNING]  (8) : ", "[WARNING] 326/063851 (8) : ",
  ])
  func haproxyTellsWhyAServerIsDown(_ prefix: String) {
    let line = LineParser.read(
      prefix
        + #"Server im/gw1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", "#
        + "check duration: 0ms. 1 active and 0 backup servers left."
    )
    #expect(line.parsed.isUnderstood && line.parsed.level == .error)
    #expect(line.reason == #"Layer4 connection problem, info: "Connection refused""#)
    #expect(line.message.hasPrefix("Server im/gw1 is DOWN"))
    #expect(
      line.parsed.time
        == (prefix.contains("51") || prefix.contains("063851") ? Self.time - 250 : nil)
    )
  }

  @Test(arguments: [
    ("backend im has no server available!", Level.fatal),
    ("[ALERT]    (8) : backend 'im' has no server available!", .fatal),
    ("Server im/gw1 is UP, reason: Layer7 check passed, code: 200, check duration: 1ms.", .info),
    (
      "Health check for server im/gw1 failed, reason: Layer7 timeout, check duration: 2001ms", .warn
    ),
    ("[NOTICE]   (1) : New worker (8) forked", .info),
  ])
  func haproxysStatesHaveLevels(_ text: String, _ level: Level) {
    #expect(LineParser.read(text).parsed.level == level)
  }

  @Test func haproxysConnectionsTellTheirLength() {
    let line = LineParser.read(
      "Nov 23 06:38:51 lb haproxy[8]: 10.0.0.7:52344 [23/Nov/2026:06:38:51.250] im be/gw1 1/0/5007 212 "
        + "sD 1/1/0/0/0 0/0"
    )
    #expect(line.address == "10.0.0.7" && line.parsed.latency == 5.007 && line.reason == "sD")
    #expect(!line.parsed.isRequest && line.parsed.time == Self.time)
    let failure = LineParser.read(
      "10.0.0.7:52344 [23/Nov/2026:06:38:51.250] im/1: SSL handshake failure"
    )
    #expect(failure.address == "10.0.0.7" && failure.message == "im/1: SSL handshake failure")
  }

  @Test(arguments: ["remote", "peer", "client"])
  func peersWithAPortAreClients(_ name: String) {
    #expect(LineParser.read("level=info msg=up \(name)=10.0.0.7:52344").address == "10.0.0.7")
    #expect(LineParser.read("level=info msg=up \(name)=store-1").address == "")
    #expect(LineParser.read("level=info msg=listening addr=0.0.0.0:8080").address == "")
  }

  @Test(arguments: ["", "\u{1b}[31m"])
  func ginsRecoveryWithoutALoggersPrefixIsAnError(_ colour: String) {
    let line = LineParser.read("\(colour)[Recovery] 2026/11/23 - 06:38:51 panic recovered:")
    #expect(line.parsed.level == .error && line.message == "panic recovered:")
    #expect(line.parsed.time == Self.time - 250)
  }

  @Test func wordsOfASentenceAreNoLevels() {
    #expect(LineParser.read("2026/11/23 06:38:51 alert sent to u7").parsed.level == .unknown)
    #expect(LineParser.read("2026/11/23 06:38:51 alert: disk full").parsed.level == .fatal)
  }

  @Test(arguments: [
    #"[2026-11-23T06:38:51.250Z] "GET /ws HTTP/1.1" 503 UF 0 91 30001 - "10.0.0.7" "UA/1" "r1" "im" "-""#,
    #"[2026-11-23T06:38:51.250Z] "GET /ws HTTP/1.1" 503 UF upstream_reset - "-" 0 91 30001 - "-" "UA/1" "#
      + #""r1" "im" "10.1.0.3:80" outbound|80||gw - 10.1.0.9:80 10.0.0.7:52344 - default"#,
  ])
  func envoyTellsDurationFlagsAndClient(_ text: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.isRequest && line.parsed.status == 503 && line.parsed.latency == 30.001)
    #expect(line.address == "10.0.0.7" && line.agent == "UA/1" && line.trace == "r1")
    #expect(line.reason == "UF" || line.reason == "upstream_reset")
  }

  @Test func envoysOwnLogHasItsLevelBetweenBrackets() {
    let line = LineParser.read(
      "[2026-11-23 06:38:51.250][12][error][upstream] [source/common/x.cc:141] no healthy host"
    )
    #expect(line.parsed.level == .error && line.message == "no healthy host")
    #expect(line.parsed.time == Self.time)
    let istio = "2026-11-23T06:38:51.250Z\twarning\tenvoy config x.h:196\tstream closed\tthread=12"
    #expect(LineParser.read(istio).message == "stream closed")
    #expect(LineParser.read("[2026-11-23 06:38:51.250][12] no level").message == "[12] no level")
  }

  @Test(arguments: [
    ("1:M 23 Nov 2026 06:38:51.250 # out of memory", Level.warn, "out of memory"),
    ("1:S 23 Nov 2026 06:38:51.250 * ready", .info, "ready"),
    ("[23-Nov-2026 06:38:51.25] WARNING: [pool www] busy", .warn, "[pool www] busy"),
    ("[23-Nov-2026 06:38:51.25 UTC] PHP Fatal error:  boom", .fatal, "boom"),
    ("[23-Nov-2026 06:38:51.25 Etc/UTC] PHP Warning:  odd", .warn, "odd"),
    ("=ERROR REPORT==== 23-Nov-2026::06:38:51.250000 ===", .error, "ERROR REPORT"),
    ("2026-11-23  6:38:51.25 0 [ERROR] InnoDB: full", .error, "InnoDB: full"),
    (
      "[2026-11-23 06:38:51,250] ERROR [KafkaServer id=1] Fatal (k.S)", .error,
      "[KafkaServer id=1] Fatal (k.S)"
    ),
    (#"{"t":{"$date":"2026-11-23T06:38:51.250+00:00"},"s":"W","msg":"slow"}"#, .warn, "slow"),
    (#"E1123 06:38:51.250000 1 c.go:10] "no route" err="x" n="d""#, .error, "no route"),
    ("2026-11-23 06:38:51.250 UTC [12] FATAL:  too many clients", .fatal, "too many clients"),
  ])
  func daemonsHaveFormsOfTheirOwn(_ text: String, _ level: Level, _ message: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.time == Self.time && line.parsed.level == level)
    #expect(line.message == message)
  }

  @Test func aMembersNameOfOneLetterIsNoLevelElsewhere() {
    #expect(LineParser.read(#"{"time":1795415931,"s":"E","msg":"x"}"#).parsed.level == .unknown)
  }

  @Test func theLineBehindACategorySaysWhatFailed() {
    var parser = LineParser()
    let first = parser.read("fail: Microsoft.AspNetCore.Server.Kestrel[13]")
    #expect(first.parsed.level == .error)
    #expect(first.message == "Microsoft.AspNetCore.Server.Kestrel[13]")
    let second = parser.read("      An unhandled exception was thrown.")
    #expect(second.parsed.isContinuation && second.reason == "An unhandled exception was thrown.")
    let third = parser.read("         at X.Y() in /src/X.cs:line 12")
    #expect(third.parsed.isContinuation && third.reason == "")
    _ = parser.read("info: Microsoft.Hosting[0]")
    #expect(parser.read("      Request starting").reason == "")
    #expect(LineParser.read("warn: App.Hub[2] slow").message == "slow")
  }

  @Test func traefiksCommonLogEndsWithTheDuration() {
    let line = LineParser.read(
      #"10.0.0.7 - - [23/Nov/2026:06:38:51 +0000] "GET /a HTTP/1.1" 502 11 "-" "UA/1" 42 "ws@docker" "#
        + #""http://10.1.0.3:8080" 12ms"#
    )
    #expect(line.parsed.latency == 0.012 && line.parsed.status == 502)
  }
}
