import Glibc
import IMServer
import Testing

@Suite struct LogFormatTests {
  private let time = WallTime(milliseconds: 1_795_415_877_209)

  private func text(_ entry: LogEntry, _ format: LogFormat) -> String {
    var bytes: [UInt8] = []
    format.encode(entry, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func request(status: Int64 = 200, severity: LogSeverity = .info) -> LogEntry {
    LogEntry(
      time: time,
      severity: severity,
      message: "",
      caller: "IMServer/Exchange.swift:54",
      function: "record(_:)",
      fields: [
        LogField("client_ip", .text("127.10.0.7")), LogField("method", .text("GET")),
        LogField("path", .text("/api/v1/rooms/a>b/history")), LogField("query", .text("limit=20")),
        LogField("status", .integer(status)),
        LogField("latency", .latency(nanoseconds: 12_030_400)),
        LogField("user_agent", .text(#"IM "Lite""#)), LogField("trace_id", .text("4bf9")),
      ]
    )
  }

  private var close: LogEntry {
    LogEntry(
      time: time,
      severity: .warn,
      message: "missed=3",
      caller: "IMServer/Registry.swift:97",
      fields: [
        LogField("conn_id", .text("c-1f")), LogField("event", .text("heartbeat_timeout")),
        LogField("missed", .integer(3)),
      ]
    )
  }

  @Test func ownJSONNamesItsUnits() {
    #expect(
      text(request(status: 500, severity: .error), .json)
        == #"{"timestamp":"2026-11-23T06:37:57.209Z","level":"error","client_ip":"127.10.0.7","#
        + #""method":"GET","path":"/api/v1/rooms/a>b/history","status":500,"latency_ms":12.030,"#
        + #""user_agent":"IM \"Lite\"","trace_id":"4bf9"}"# + "\n"
    )
    #expect(
      text(close, .json)
        == #"{"timestamp":"2026-11-23T06:37:57.209Z","level":"warn","conn_id":"c-1f","#
        + #""event":"heartbeat_timeout","missed":3,"msg":"missed=3"}"# + "\n"
    )
  }

  @Test(.enabled(if: LogFormatTests.isUTC, "the zone of this machine is not UTC"))
  func logrusSortsItsFieldsAndHidesTheLevelOfARequest() {
    #expect(
      text(request(status: 500, severity: .error), .logrus)
        == #"{"client_ip":"127.10.0.7","fields.level":"error","latency":12,"level":"info","#
        + #""method":"GET","msg":"","path":"/api/v1/rooms/a\u003eb/history","status":500,"#
        + #""time":"2026-11-23T06:37:57Z","timestamp":"2026-11-23T06:37:57Z","trace_id":"4bf9","#
        + #""user_agent":"IM \"Lite\""}"# + "\n"
    )
    #expect(
      text(close, .logrus)
        == #"{"conn_id":"c-1f","event":"heartbeat_timeout","level":"warning","missed":3,"#
        + #""msg":"missed=3","time":"2026-11-23T06:37:57Z"}"# + "\n"
    )
  }

  @Test func zapWritesSecondsAndItsCaller() {
    #expect(
      text(request(), .zap)
        == #"{"level":"info","ts":1795415877.209,"caller":"IMServer/Exchange.swift:54","msg":"","#
        + #""client_ip":"127.10.0.7","method":"GET","path":"/api/v1/rooms/a>b/history","#
        + #""query":"limit=20","status":200,"latency":0.0120304,"user_agent":"IM \"Lite\"","#
        + #""trace_id":"4bf9"}"# + "\n"
    )
    #expect(text(close, .zap).hasPrefix(#"{"level":"warn","ts":1795415877.209,"#))
    #expect(
      text(request(status: 500, severity: .error), .zap)
        .hasSuffix(#","stacktrace":"record(_:)\n\tIMServer/Exchange.swift:54"}"# + "\n")
    )
  }

  @Test func zapHasNoExponents() {
    var entry = request()
    entry.fields = [LogField("latency", .latency(nanoseconds: 2744))]
    #expect(text(entry, .zap).contains(#""latency":0.000002744}"#))
  }

  @Test(.enabled(if: LogFormatTests.isUTC, "the zone of this machine is not UTC"))
  func ginAlignsItsColumnsAndLeavesTheRestToLogrus() {
    #expect(
      text(request(), .gin) == "[GIN] 2026/11/23 - 06:37:57 | 200 |     12.0304ms |      127.10.0.7"
        + " | GET      \"/api/v1/rooms/a>b/history?limit=20\"\n"
    )
    #expect(
      text(close, .gin)
        == #"time="2026-11-23T06:37:57Z" level=warning msg="missed=3" conn_id=c-1f "#
        + "event=heartbeat_timeout missed=3\n"
    )
  }

  @Test func controlCharactersAndQuotesAreEscaped() {
    let entry = LogEntry(time: time, severity: .info, message: "a\"b\\c\n\t\r\u{1B}[31m\u{7F}好👍")
    let escaped = #""msg":"a\"b\\c\n\t\r\u001b[31m\u007f好👍"}"# + "\n"
    #expect(text(entry, .json).hasSuffix(escaped))
    #expect(text(entry, .zap).hasSuffix(escaped))
    #expect(text(entry, .gin).hasSuffix(#"msg="a\"b\\c\n\t\r\x1b[31m\x7f好👍""# + "\n"))
  }

  @Test func fieldThatClashesIsRenamedByLogrus() {
    let entry = LogEntry(
      time: time,
      severity: .info,
      message: "m",
      fields: [LogField("level", .text("x"))]
    )
    #expect(
      text(entry, .logrus).hasPrefix(#"{"fields.level":"x","level":"info","msg":"m","time":"#)
    )
  }

  @Test(
    arguments: [
      (.integer(-1), "-1"), (.decimal(1.5), "1.5"), (.boolean(true), "true"),
      (.list([.integer(1), .text("a")]), #"[1,"a"]"#),
      (.fields([LogField("a", .fields([LogField("b", .boolean(false))]))]), #"{"a":{"b":false}}"#),
    ] as [(LogValue, String)]
  )
  func typesAreKept(value: LogValue, expected: String) {
    let entry = LogEntry(time: time, severity: .info, message: "", fields: [LogField("x", value)])
    #expect(text(entry, .json).hasSuffix("\"x\":\(expected)}\n"))
  }

  @Test func numberThatIsNoneIsLeftOut() {
    let entry = LogEntry(
      time: time,
      severity: .info,
      message: "",
      fields: [LogField("x", .decimal(.nan))]
    )
    #expect(text(entry, .json).hasSuffix("\"level\":\"info\"}\n"))
  }

  private static var isUTC: Bool {
    var seconds = time_t(1_795_415_877)
    var parts = tm()
    return localtime_r(&seconds, &parts) != nil && parts.tm_gmtoff == 0
  }
}
