import LogModel
import Testing

@testable import LogStream

@Suite("What servers and loggers call things") struct ServerFieldTests {
  private func request(_ text: String) -> [String] {
    let line = LineParser.read(text)
    let latency = line.parsed.latency
    return [
      line.method, line.path, "\(line.parsed.status)", line.address, line.agent,
      latency.isNaN ? "" : "\((latency * 1_000).rounded())",
    ]
  }

  @Test func stackdriverHasItsRequestInAnObject() {
    let line =
      #"{"severity":"ERROR","httpRequest":{"requestMethod":"GET","requestUrl":"https://im/x?y=1","#
      + #""status":500,"latency":"0.1s","remoteIp":"10.0.0.1","userAgent":"curl"},"message":"gcp"}"#
    #expect(request(line) == ["GET", "/x", "500", "10.0.0.1", "curl", "100.0"])
  }

  @Test func slogsTextHasGroupsWithDots() {
    let line = LineParser.read(
      "time=2026-11-23T06:38:51.250Z level=WARN msg=slow http.status=200 http.method=GET http.path=/ws "
        + "http.latency=998.5ms conn.id=c7 other.latency=1s"
    )
    #expect(line.parsed.latency == 0.9985 && line.connection == "c7" && line.parsed.status == 200)
  }

  @Test func tracingsTargetIsNoPath() {
    let line = LineParser.read(
      #"{"level":"ERROR","fields":{"message":"a","status":500,"path":"/ws"},"target":"im::ws"}"#
    )
    #expect(line.path == "/ws" && line.message == "a")
    #expect(
      LineParser.read(#"{"level":"ERROR","fields":{"message":"a"},"target":"im::ws"}"#).path == ""
    )
  }

  @Test(arguments: [
    #"{"Timestamp":"2026-11-23T06:38:51.123Z","Level":"Error","MessageTemplate":"HTTP {X}","Properties":{"StatusCode":500,"RequestPath":"/x","RequestMethod":"GET","Elapsed":12.5}}"#,
    #"{"@t":"2026-11-23T06:38:51.123Z","@mt":"HTTP {X}","@l":"Error","StatusCode":500,"RequestPath":"/x","RequestMethod":"GET","Elapsed":12.5}"#,
  ])
  func serilogWritesMilliseconds(_ text: String) {
    let line = LineParser.read(text)
    #expect(
      line.parsed.latency == 0.0125 && line.parsed.status == 500 && line.parsed.level == .error
    )
    #expect(line.message == "HTTP {X}" && line.parsed.time == 1_795_415_931_123)
  }

  @Test func compactLinesPreferTheRenderedMessage() {
    #expect(
      LineParser.read(#"{"@t":"2026-11-23T06:38:51Z","@m":"a 1","@mt":"a {N}"}"#).message == "a 1"
    )
  }

  @Test func synapsesJSONKeepsTheStatusInItsText() {
    let line = LineParser.read(
      #"{"log":"Processed request: 0.004sec/0.001sec (0.002sec, 0.000sec) (0.001sec/0.002sec/3) 12B 503! "#
        + #"\"GET /_matrix/client/versions HTTP/1.1\" \"curl/8\" [0 dbevts]","level":"INFO","#
        + #""time":1795415876.33,"ip_address":"10.0.0.5","method":"GET","url":"/_matrix/client/versions"}"#
    )
    #expect(line.parsed.status == 503 && line.parsed.latency == 0.004 && line.address == "10.0.0.5")
  }

  @Test(arguments: [
    "\u{1b}[31mERRO\u{1b}[0m[0012] upgrade failed       \u{1b}[31mclient_ip\u{1b}[0m=10.0.0.1 "
      + "\u{1b}[31merror\u{1b}[0m=\"unexpected EOF\"",
    "ERRO[0012] upgrade failed                    client_ip=10.0.0.1 error=\"unexpected EOF\"",
    "ERRO[2026-11-23T06:38:51Z] upgrade failed     client_ip=10.0.0.1 error=\"unexpected EOF\"",
  ])
  func logrusOnATerminal(_ text: String) {
    let line = LineParser.read(text)
    #expect(line.parsed.level == .error && line.message == "upgrade failed")
    #expect(line.address == "10.0.0.1" && line.reason == "unexpected EOF")
    let fields = FieldLister(mask: SecretMask()).fields(Array(text.utf8), of: line.parsed)
    #expect(fields.map(\.name) == ["client_ip", "error"])
  }

  @Test(arguments: [
    (#"rt=30.004 uct="0.001" urt="30.003""#, "30004.0"), (#"rt="0.250""#, "250.0"),
    ("0.123 0.120", "123.0"),
    ("request_time=1.500", "1500.0"), (#""203.0.113.9" 0.042"#, "42.0"), (#""203.0.113.9""#, ""),
    ("17 3", ""),
  ])
  func nginxHasTheDurationBehindTheAgent(_ rest: String, _ milliseconds: String) {
    let line =
      #"10.0.0.9 - - [23/Nov/2026:06:37:59 +0000] "GET /b HTTP/1.1" 502 0 "-" "curl/8" "# + rest
    #expect(request(line) == ["GET", "/b", "502", "10.0.0.9", "curl/8", milliseconds])
  }

  @Test func haproxysTimersEndWithTheWhole() {
    let line =
      "Nov 23 06:39:46 gw1 haproxy[14389]: 10.0.1.2:33317 [23/Nov/2026:06:39:46.655] http-in "
      + #"static/srv1 10/0/30/69/+109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /index.html HTTP/1.1""#
    #expect(request(line).last == "109.0" && LineParser.read(line).parsed.status == 200)
  }

  @Test func apachesClientMayStandBehindASystemsError() {
    let line = LineParser.read(
      "[Mon Nov 23 06:37:57.123456 2026] [proxy:error] [pid 35708:tid 140001] (111)Connection refused: "
        + "[client 10.0.0.1:3344] AH00957: http: attempt to connect to 127.0.0.1:8080 failed"
    )
    #expect(line.address == "10.0.0.1" && line.parsed.level == .error)
  }

  @Test(arguments: [
    "::ffff:10.2.3.4", "[::ffff:10.2.3.4]:5678", "::FFFF:10.2.3.4", "::ffff:10.2.3.4:5678",
  ])
  func anAddressMappedIntoIPv6IsThatOfIPv4(_ text: String) {
    #expect(LineParser.read(#"{"msg":"a","client_ip":"\#(text)"}"#).address == "10.2.3.4")
    #expect(
      LineParser.read(#"{"msg":"a","client_ip":"::ffff:a02:304"}"#).address == "::ffff:a02:304"
    )
  }
}
