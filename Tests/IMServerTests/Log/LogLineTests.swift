import IMServer
import Testing

@Suite struct LogLineTests {
  private let time = WallTime(milliseconds: 1_795_415_877_209)

  private func text(_ line: LogLine) -> String {
    var bytes: [UInt8] = []
    line.encode(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func absentFieldsAreLeftOut() {
    #expect(
      text(LogLine(time: time, level: .fatal, message: "hub: event loop stalled for 5.2s"))
        == #"{"timestamp":"2026-11-23T06:37:57.209Z","level":"fatal","#
        + #""msg":"hub: event loop stalled for 5.2s"}"# + "\n"
    )
  }

  @Test func requestSaysEverythingInFields() {
    var line = LogLine(time: time, level: .error, message: "")
    line.clientIP = "127.10.0.7"
    line.method = "GET"
    line.path = "/ws/connect"
    line.status = 500
    line.latencyMilliseconds = 12.0304
    line.userAgent = #"IM "Lite""#
    line.trace = TraceContext(traceID: "4bf9", spanID: "00f0")
    line.userID = "u7"
    line.error = "why"
    #expect(
      text(line) == #"{"timestamp":"2026-11-23T06:37:57.209Z","level":"error","#
        + #""client_ip":"127.10.0.7","method":"GET","path":"/ws/connect","status":500,"#
        + #""latency_ms":12.030,"user_agent":"IM \"Lite\"","trace_id":"4bf9","span_id":"00f0","#
        + #""user_id":"u7","error":"why"}"# + "\n"
    )
  }

  @Test func connectionLineHasReasonCodeAndDuration() {
    var line = LogLine(time: time, level: .info, message: "abnormal closure", event: "close")
    line.connectionID = "c-1f"
    line.code = 1006
    line.reason = "abnormal"
    line.durationMilliseconds = 41_200
    #expect(
      text(line) == #"{"timestamp":"2026-11-23T06:37:57.209Z","level":"info","conn_id":"c-1f","#
        + #""event":"close","code":1006,"reason":"abnormal","duration_ms":41200,"#
        + #""msg":"abnormal closure"}"# + "\n"
    )
  }

  @Test func controlCharactersAndQuotesAreEscaped() {
    let line = LogLine(time: time, level: .info, message: "a\"b\\c\n\t\r\u{1B}[31m\u{7F}好👍")
    #expect(
      text(line).hasSuffix(#""msg":"a\"b\\c\n\t\r\u001b[31m\u007f好👍"}"# + "\n")
    )
  }

  @Test(arguments: [(0.0, "0"), (3, "3"), (0.05, "0.050"), (-1.5, "-1.500"), (0.0004, "0")])
  func latencyHasAtMostThreeDecimals(value: Double, expected: String) {
    var line = LogLine(time: time, level: .info, message: "")
    line.latencyMilliseconds = value
    #expect(text(line).contains(#""latency_ms":\#(expected)}"#))
  }

  @Test func latencyThatIsNoNumberIsLeftOut() {
    var line = LogLine(time: time, level: .info, message: "")
    line.latencyMilliseconds = .nan
    #expect(!text(line).contains("latency"))
  }
}
