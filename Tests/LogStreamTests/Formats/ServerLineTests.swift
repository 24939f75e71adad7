import LogModel
import Testing

@testable import LogStream

/// Lines of servers and daemons, each in a form of its own.
struct ServerLineTests {
  @Test func nginxErrorTellsClientAndRequest() {
    let line = LineParser.read(
      "2026/11/23 06:38:51 [error] 31#31: *5 upstream timed out (110: Connection timed out) while "
        + "reading response header from upstream, client: 10.0.0.7, server: im, "
        + #"request: "GET /ws/connect?token=x HTTP/1.1", upstream: "http://[::1]:80/", host: "im""#
    )
    #expect(line.parsed.time == 1_795_415_931_000 && line.parsed.level == .error)
    #expect(line.address == "10.0.0.7" && line.method == "GET" && line.path == "/ws/connect")
    #expect(line.message.hasSuffix("reading response header from upstream"))
    #expect(!line.parsed.isRequest)
    #expect(
      LineParser.read("2026/11/23 06:38:51 [notice] 1#1: start worker processes").message
        == "start worker processes"
    )
  }

  @Test(arguments: ["- 404 502 - ", "HIT 200 502 - ", "502 - "])
  func nginxProxyManagerPutsTheStatusBeforeTheRequest(_ verdict: String) {
    let line = LineParser.read(
      "[23/Nov/2026:06:38:51 +0000] \(verdict)"
        + #"GET https im.example "/ws?token=x" [Client 10.0.0.7] [Length 2] [Gzip -] "okhttp/4" "-""#
    )
    #expect(line.parsed.time == 1_795_415_931_000 && line.parsed.status == 502)
    #expect(line.address == "10.0.0.7" && line.method == "GET" && line.path == "/ws")
    #expect(line.agent == "okhttp/4" && line.parsed.isRequest)
  }

  @Test func aGreetingOfTLSHasAStatusAndNoPath() {
    let line = LineParser.read(
      #"10.0.0.7 - - [23/Nov/2026:06:38:51 +0000] "\x16\x03\x01\x01 \x02" 400 226 "-" "-""#
    )
    #expect(line.parsed.status == 400 && line.address == "10.0.0.7")
    #expect(line.path == "" && line.method == "")
  }

  @Test func anAgentWithoutQuotesReachesTheEnd() {
    let line = LineParser.read(
      #"[23/Nov/2026:06:38:51 +0000] im.example 10.0.0.7 0.2 "GET /a HTTP/2.0" 207 125 440 - "#
        + "Mozilla/5.0 (X11; Linux)"
    )
    #expect(line.agent == "Mozilla/5.0 (X11; Linux)" && line.parsed.status == 207)
  }

  @Test func emqxTellsAnEventByPairsWithColons() {
    let text =
      "2026-11-23T06:38:51.250000+00:00 [warning] clientid: phone-7, ipaddr: {127,0,0,1}, line: 356, "
      + "mfa: emqx_authz:authorize/5, msg: authorization_permission_denied, "
      + "peername: 10.0.0.7:35228, reason: not_authorized, topic: some/topic, username: undefined"
    let line = LineParser.read(text)
    #expect(line.parsed.time == 1_795_415_931_250 && line.parsed.level == .warn)
    #expect(line.message == "authorization_permission_denied")
    #expect(line.connection == "phone-7" && line.address == "10.0.0.7")
    #expect(line.reason == "not_authorized" && line.user == "")
    let fields = FieldLister(mask: SecretMask()).fields(Array(text.utf8), of: line.parsed)
    #expect(fields.first { $0.name == "topic" }?.value == "some/topic")
    #expect(fields.first { $0.name == "ipaddr" }?.value == "{127,0,0,1}")
    #expect(fields.count == 9)
  }

  @Test func emqxsValuesMayHoldCommasAndPasswordsAreMasked() {
    let text =
      "2026-11-23T06:38:51.250+00:00 [debug] msg: mqtt_packet_received, mfa: emqx_channel:handle_in/2, "
      + "packet: CONNECT(Q0, R0, ClientId=test), password: geheim, '$kind': x"
    let line = LineParser.read(text)
    #expect(line.message == "mqtt_packet_received")
    let fields = FieldLister(mask: SecretMask()).fields(Array(text.utf8), of: line.parsed)
    #expect(
      fields.map { "\($0.name)=\($0.value)" } == [
        "msg=mqtt_packet_received", "mfa=emqx_channel:handle_in/2",
        "packet=CONNECT(Q0, R0, ClientId=test)", "password=***", "$kind=x",
      ]
    )
  }

  @Test func colonsInProseAreNoPairs() {
    let line = LineParser.read("2026-11-23 06:38:51 [error] upgrade: failed, reason: too late")
    #expect(line.message == "upgrade: failed, reason: too late")
  }

  @Test(arguments: [
    ("11-23 06:38:51.509  1000 23402 23402 V Camera: ready", Level.trace, "ready"),
    (
      "11-23 06:38:51.509  1047  1116  1240 E FMQ     : queue size is 0.", .error,
      "queue size is 0."
    ),
    ("11-23 06:38:51.509  root  1215  1215 W [dhd]wlan: mark", .warn, "mark"),
    ("11-23 06:38:51.509 I/Configuration( 1766): Updating", .info, "Updating"),
    (
      "11-23 06:38:51.509 13850 13850 D Sharing: Projection#onStop() called", .debug,
      "Projection#onStop() called"
    ),
  ])
  func androidsLogHasNoYear(_ text: String, _ level: Level, _ message: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.time == 1_795_415_931_509)
    #expect(line.parsed.level == level)
    #expect(line.message == message)
    var parser = LineParser()
    let january = parser.read(text, receivedAt: LineParser.reception + 60 * 86_400_000)
    #expect(january.parsed.time == 1_795_415_931_509)
  }

  @Test func otherLogsWithoutAYearAreRead() {
    let line = LineParser.read("11-23 06:38:51 ERROR hub: queue full")
    #expect(line.parsed.time == 1_795_415_931_000 && line.parsed.level == .error)
    #expect(LineParser.read("13-45 06:38:51 x").parsed.time == nil)
  }

  @Test func apacheErrorTellsClientAndModulesLevel() {
    let line = LineParser.read(
      "[Mon Nov 23 06:38:51.250000 2026] [core:error] [pid 35708:tid 43286] [client 10.0.0.7:3344] "
        + "AH00128: File does not exist: /a"
    )
    #expect(line.parsed.time == 1_795_415_931_250 && line.parsed.level == .error)
    #expect(line.address == "10.0.0.7")
    #expect(line.message == "AH00128: File does not exist: /a")
  }

  @Test(arguments: [
    ("<11>Nov 23 06:38:51 gw im[42]: hub queue full", Level.error),
    ("Nov 23 06:38:51 gw im[42]: hub queue full", .unknown),
    ("Nov 23 06:38:51 gw im: WARN: hub queue full", .warn),
    ("2026-11-23T06:38:51+00:00 gw im[42]: hub queue full", .unknown),
    ("<12>1 2026-11-23T06:38:51Z gw im 42 ID7 - \u{feff}hub queue full", .warn),
    (#"<14>1 2026-11-23T06:38:51Z gw im - - [x@1 a="\"]" b="]"][y c="1"] hub queue full"#, .info),
    ("<11>Nov 23 06:38:51 im[42]: hub queue full", .error),
  ])
  func syslogPrefixesAreLookedThrough(_ text: String, _ level: Level) {
    let line = LineParser.read(text)
    #expect(line.parsed.isUnderstood && line.parsed.time == 1_795_415_931_000)
    #expect(line.message == "hub queue full" && line.parsed.level == level)
  }

  @Test func whatProgramsWriteBehindSyslogIsReadAsUsual() {
    let json = LineParser.read(
      #"<14>Nov 23 06:38:51 gw im[42]: {"level":"error","msg":"no","status":502,"path":"/a"}"#
    )
    #expect(json.parsed.isRequest && json.parsed.status == 502 && json.path == "/a")
    #expect(json.parsed.time == 1_795_415_931_000 && json.parsed.level == .error)
    let gin = LineParser.read(
      #"Nov 23 06:39:00 gw im[42]: [GIN] 2026/11/23 - 06:38:51 | 200 | 2ms | 10.0.0.1 | GET "/a""#
    )
    #expect(gin.parsed.time == 1_795_415_931_000 && gin.path == "/a" && gin.address == "10.0.0.1")
  }

  @Test func zapConsoleHasItsFieldsAtTheEnd() {
    let line = LineParser.read(
      "2026-11-23T06:38:51.250Z\tWARN\tgate\tws/hub.go:149\tqueue full\t"
        + #"{"user_id": "u7", "remoteAddr": "10.0.0.1:45606", "error": "slow"}"#
    )
    #expect(line.parsed.time == 1_795_415_931_250 && line.parsed.level == .warn)
    #expect(line.message == "queue full" && line.user == "u7" && line.reason == "slow")
    #expect(LineParser.read("2026-11-23T06:38:51.250Z\tINFO\tmain.go:5\tup").message == "up")
  }

  @Test func synapseTellsARequestInItsMessage() {
    let line = LineParser.read(
      "2026-11-23 06:38:51,250 - synapse.access.http.8008 - 311 - INFO - GET-1- 10.0.0.1 - 8008 - "
        + "{@u:im} Processed request: 20.004sec/-18.002sec (0.1sec, 0.0sec) (0.0sec/0.0sec/3) 0B 499! "
        + #""GET /_matrix/client/sync?since=1 HTTP/1.1" "Element/1.0" [0 dbevts]"#
    )
    #expect(line.parsed.isRequest && line.parsed.status == 499 && line.parsed.latency == 20.004)
    #expect(line.path == "/_matrix/client/sync" && line.address == "10.0.0.1")
    #expect(line.agent == "Element/1.0" && line.parsed.level == .info)
  }

  @Test(arguments: [
    (#"[23/Nov/2026:06:38:51 +0000] im 10.0.0.1 0.227 "GET /a?b HTTP/2.0" 502 125 "http://x/" "UA/1""#),
    (#"2026-11-23T06:38:51Z "10.0.0.1" "GET /a HTTP/1.1" 502 - 0 12 "-" "UA/1""#),
    (#"10.0.0.1:99 [23/Nov/2026:06:38:51.000] in~ out/1 1/0/3 502 73 - - "GET /a HTTP/1.1" "UA/1""#),
    (#"im.example.org:443 10.0.0.1 - - [23/Nov/2026:06:38:51 +0000] "GET /a HTTP/1.1" 502 7 "-" "UA/1""#),
  ])
  func accessLinesOfAnyMake(_ text: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.isRequest && line.parsed.status == 502 && line.parsed.level == .error)
    #expect(line.path == "/a" && line.method == "GET" && line.address == "10.0.0.1")
    #expect(line.agent == "UA/1" && line.parsed.time == 1_795_415_931_000)
  }

  @Test(arguments: [
    ("[1] 2026/11/23 06:38:51.250 [INF] ready", Level.info, "ready"),
    ("INFO   | jvm 1    | 2026/11/23 06:38:51.250 | ready", .info, "ready"),
    ("[DEBUG 2026-11-23 06:38:51.250 main] ready", .debug, "main] ready"),
    ("W [23/Nov/2026:06:38:51.250 +0000] ready", .warn, "ready"),
    ("im-gw  | 2026-11-23 06:38:51.250 ERROR ready", .error, "ready"),
    ("I1123 06:38:51.250000   31 main.go:9] ready", .info, "ready"),
    ("E20261123 06:38:51.250000 31 main.go:9] ready", .error, "ready"),
  ])
  func theTimeMayStandBehindALevelOrAName(_ text: String, _ level: Level, _ message: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.isUnderstood && line.parsed.time == 1_795_415_931_250)
    #expect(line.parsed.level == level && line.message == message)
  }

  @Test(arguments: [
    (
      "accepting AMQP connection <0.731.0> (10.0.0.9:4995 -> 10.0.0.1:5672)",
      ConnectionEvent.opened,
      "10.0.0.9", "<0.731.0>"
    ),
    (
      "closing AMQP connection <0.731.0> (10.0.0.9:4995 -> 10.0.0.1:5672)", .closed, "10.0.0.9",
      "<0.731.0>"
    ),
    ("Accepted connection [::ffff:10.0.0.9]:3502 -> [::1]:5224", .opened, "10.0.0.9", ""),
    ("ratio 3 -> 4", .none, "", ""),
  ])
  func erlangServersTellTheConnectionInTheMessage(
    _ message: String,
    _ event: ConnectionEvent,
    _ address: String,
    _ connection: String
  ) {
    let line = LineParser.read("2026-11-23 06:38:51.250000+00:00 [info] <0.9.0> \(message)")
    #expect(line.parsed.event == event && line.address == address)
    #expect(line.connection == connection)
  }
}
