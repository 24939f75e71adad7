import LogModel
import Testing

@testable import LogStream

@Suite struct JSONLineTests {
  @Test func ginMiddlewareTrustsItsOwnLevel() {
    let line = LineParser.read(
      #"{"client_ip":"10.0.0.7","fields.level":"error","latency":812,"level":"info","method":"POST","#
        + #""msg":"","path":"/api/v1/messages?x=1","status":503,"time":"2026-11-23T06:35:38Z","#
        + #""timestamp":"2026-11-23T06:35:38Z","user_agent":"Weird\"Agent\\ | 小米"}"#
    )
    #expect(line.parsed.isUnderstood && line.parsed.isRequest && !line.parsed.isWebSocket)
    #expect(line.parsed.time == 1_795_415_738_000)
    #expect(line.parsed.level == .error)
    #expect(line.parsed.status == 503)
    #expect(line.parsed.latency == 0.812)
    #expect(line.address == "10.0.0.7")
    #expect(line.method == "POST")
    #expect(line.path == "/api/v1/messages")
    #expect(line.agent == #"Weird"Agent\ | 小米"#)
    #expect(line.message == "")
  }

  @Test func zapWritesSecondsAndAnEpoch() {
    let line = LineParser.read(
      #"{"level":"warn","ts":1795415877.3361566,"caller":"x.go:1","msg":"request","client_ip":"::1","#
        + #""method":"GET","path":"/a","query":"","status":200,"latency":0.000800735,"size":6,"#
        + #""trace_id":"38f7","stacktrace":"main.f\n\tx.go:1"}"#
    )
    #expect(line.parsed.time == 1_795_415_877_336)
    #expect(line.parsed.latency == 0.000_800_735)
    #expect(line.parsed.level == .warn)
    #expect(line.message == "request")
    #expect(line.trace == "38f7")
    #expect(line.address == "::1")
  }

  @Test func slogNestsItsGroups() {
    let line = LineParser.read(
      #"{"time":"2026-11-23T14:35:38.25+08:00","level":"ERROR","msg":"done","http":{"status":502,"#
        + #""method":"GET","path":"/x","latency":15000171180},"client":{"ip":"10.1.2.3"}}"#
    )
    #expect(line.parsed.time == 1_795_415_738_250)
    #expect(line.parsed.status == 502)
    #expect(line.parsed.level == .error)
    #expect(line.parsed.latency == 15.000_171_180)
    #expect(line.method == "GET" && line.path == "/x" && line.address == "10.1.2.3")
  }

  @Test(arguments: [
    (#"{"level":30,"time":1795415738000,"msg":"a"}"#, Level.info),
    (#"{"level":50,"time":1795415738000,"msg":"a"}"#, .error),
    (#"{"name":"x","level":60,"time":"2026-11-23T06:35:38.000Z","msg":"a","v":0}"#, .fatal),
    (#"{"@timestamp":"2026-11-23T06:35:38.000Z","log.level":"WARN","message":"a"}"#, .warn),
    (#"{"@timestamp":"2026-11-23T06:35:38.000Z","log":{"level":"error"},"message":"a"}"#, .error),
    (#"{"MESSAGE":"a","PRIORITY":"3","__REALTIME_TIMESTAMP":"1795415738000000"}"#, .error),
    (#"{"ts":"1795415738000000000","lvl":"dbg","msg":"a"}"#, .debug),
    (#"{"time":"2026-11-23 06:35:38,000","level":"panic","msg":"a"}"#, .fatal),
    (#"{"log":"a","namespace":"synapse.http","level":"WARNING","time":1795415738.0}"#, .warn),
    (#"{"severity":"CRITICAL","timestamp":"2026-11-23T06:35:38Z","message":"a"}"#, .fatal),
  ])
  func everyShapeGivesTimeLevelAndMessage(_ text: String, _ level: Level) {
    let line = LineParser.read(text)
    #expect(line.parsed.isUnderstood)
    #expect(line.parsed.time == 1_795_415_738_000)
    #expect(line.parsed.level == level)
    #expect(line.message == "a")
  }

  @Test func serverErrorsAreErrorsWhateverTheirLevel() {
    #expect(LineParser.read(#"{"level":"info","path":"/a","status":500}"#).parsed.level == .error)
    #expect(LineParser.read(#"{"level":"fatal","path":"/a","status":500}"#).parsed.level == .fatal)
    #expect(LineParser.read(#"{"path":"/a","status":"404"}"#).parsed.level == .info)
  }

  @Test func wordsAndOddNumbersAreNoStatus() {
    for status in [#""ok""#, "0", "1006", "-200", "20.5", "true", "null", "99999999999999999999"] {
      #expect(LineParser.read(#"{"msg":"a","status":\#(status)}"#).parsed.status == 0)
    }
  }

  @Test func theLastOfEqualKeysWins() {
    #expect(LineParser.read(#"{"msg":"first","msg":"last"}"#).message == "last")
  }

  @Test func outerFieldsWinOverThoseOfGroups() {
    let line = LineParser.read(#"{"level":"info","data":{"level":"error","status":200},"msg":"a"}"#)
    #expect(line.parsed.level == .info)
    #expect(line.parsed.status == 200)
  }

  @Test func arraysGiveTheirFirstValue() {
    let line = LineParser.read(
      #"{"msg":"a","request":{"headers":{"User-Agent":["curl/8","x"]},"uri":"/ws?token=1"},"jobs":[{"status":500}]}"#
    )
    #expect(line.agent == "curl/8")
    #expect(line.path == "/ws")
    #expect(line.parsed.status == 0)
  }

  /// A time somewhere in a broken object does not make a message of what stands behind it.
  @Test func brokenJSONKeepsItsWholeText() {
    let text = #"{"time":"2026-11-23T06:38:51Z","level":"error","msg":"cut off"#
    let line = LineParser.read(text)
    #expect(line.message == text)
    #expect(!line.parsed.isUnderstood)
  }

  @Test(arguments: [
    #"{"a":1"#, #"{"a":01}"#, #"{"a":1.}"#, #"{"a":+1}"#, #"{"a":"\x"}"#, #"{"a":"\u12G4"}"#,
    #"{"a":tru}"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a" 1}"#, #"{"a":[1,]}"#, #"{"a":{}}}"#,
    #"{"a":"open}"#, "{\"a\":\"tab\there\"}", #"{"a":1} x"#, "{", #"{"a":nul"#, #"{"msg":"\"#,
  ])
  func brokenJSONIsText(_ text: String) {
    let line = LineParser.read(text)
    #expect(!line.parsed.isUnderstood)
    #expect(line.message == text)
    #expect(line.parsed.time == nil)
  }

  @Test func nestingHasALimit() {
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    }
    #expect(LineParser.read(nested(64)).parsed.isUnderstood)
    #expect(!LineParser.read(nested(65)).parsed.isUnderstood)
    #expect(!LineParser.read(String(repeating: "[", count: 100_000)).parsed.isUnderstood)
    #expect(
      !LineParser.read(#"{"a":"# + String(repeating: "[", count: 100_000)).parsed.isUnderstood
    )
  }

  @Test func escapesAreDecoded() {
    let text = #"{"msg":"a\u003eb \ud83d\ude00 \n\t\"\\\/ \ud83d \u00b5s"}"#
    #expect(LineParser.read(text).message == "a>b 😀 \n\t\"\\/ \u{fffd} µs")
  }

  @Test func invalidUTF8StaysVisible() {
    var bytes = Array(#"{"msg":"a?b"}"#.utf8)
    bytes[9] = 0xff
    var parser = LineParser()
    var parsed = ParsedLine()
    parser.parse(bytes.span, into: &parsed, receivedAt: 0)
    #expect(parsed.message.string(from: bytes.span) == "a\u{fffd}b")
  }

  @Test func configuredNamesAndUnitsWin() {
    let hints = FormatHints(
      latencyUnit: .microseconds,
      fieldNames: ["dauer": "latency", "Kunde": "user_id"]
    )
    var parser = LineParser(hints: hints)
    let line = parser.read(#"{"path":"/a","status":200,"dauer":1500,"kunde":"u1"}"#)
    #expect(line.parsed.latency == 0.0015)
    #expect(line.user == "u1")
  }

  @Test func whatWasInferredIsTold() {
    var logrus = LineParser()
    _ = logrus.read(
      #"{"fields.level":"info","latency":3,"level":"info","msg":"","path":"/","status":200,"time":"2026-11-23T06:35:38Z"}"#
    )
    #expect(logrus.inferred == "JSON (logrus), latency in ms, UTC")
    var gin = LineParser()
    _ = gin.read(#"[GIN] 2026/11/23 - 06:37:57 | 200 | 1ms | ::1 | GET "/""#)
    #expect(gin.inferred == "gin, times without zone read as UTC")
  }
}
