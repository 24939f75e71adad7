import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct RecordDecoderTests {
  private func record(_ text: String, mask: SecretMask = SecretMask()) -> LogRecord {
    RecordDecoder(parser: LineParser(), mask: mask).record(
      line: Array(text.utf8),
      id: LogRecordID(chunk: 0, row: 1),
      time: Timestamp(milliseconds: 5),
      source: "im.log"
    )
  }

  @Test func fieldsComeInTheirOrderAndFlattened() {
    let record = record(
      #"{"level":"info","msg":"a > b","http":{"status":500,"path":"/a?token=x"},"tags":["x","y"],"token":"t","ok":true,"none":null}"#
    )
    #expect(
      record.fields == [
        Field("level", "info"), Field("msg", "a > b"), Field("http.status", "500"),
        Field("http.path", "/a?token=***"), Field("tags", #"["x","y"]"#), Field("token", "***"),
        Field("ok", "true"), Field("none", "null"),
      ]
    )
    #expect(record.status == 500 && record.path == "/a" && record.message == "a > b")
    #expect(record.level == .error)
    #expect(record.text.contains(#""token":"***""#))
  }

  @Test func textsGiveTheirPairs() {
    let record = record(
      "2026/11/23 06:38:51 [INFO] ws close event=close reason=read failed token=abc\n"
    )
    #expect(
      record.fields == [
        Field("event", "close"), Field("reason", "read failed"), Field("token", "***"),
      ]
    )
    #expect(record.closeReason == "read failed")
    #expect(
      record.text == "2026/11/23 06:38:51 [INFO] ws close event=close reason=read failed token=***"
    )
  }

  @Test func ginLinesGiveTheVocabularysNames() {
    let record = record(#"[GIN] 2026/11/23 - 06:37:57 | 200 | 5ms | ::1 | GET "/a""#)
    #expect(record.fields.map(\.name) == ["client_ip", "method", "path", "status", "latency"])
    #expect(record.time == Timestamp(milliseconds: 5))
  }

  @Test func wrappedLinesGiveTheirOwnFields() {
    let record = record(
      #"{"log":"{\"msg\":\"a\",\"k\":1}\n","stream":"stdout","time":"2026-11-23T06:35:38Z"}"#
    )
    #expect(record.fields == [Field("msg", "a"), Field("k", "1")])
  }

  @Test func stacksAreFieldsUnderTheirNames() {
    let record = record(
      #"{"msg":"a","stacktrace":"main.f\n\t/a.go:1","error":{"stack_trace":"x\ny"},"err":{"stack":"z"}}"#
    )
    #expect(record.fields.contains(Field("stacktrace", "main.f\n\t/a.go:1")))
    #expect(record.fields.contains(Field("error.stack_trace", "x\ny")))
    #expect(record.fields.contains(Field("err.stack", "z")))
  }

  @Test func whatStandsInASecretObjectIsMasked() {
    let record = record(#"{"msg":"a","auth":{"user":"a","value":{"x":"b"}},"c":"d"}"#)
    #expect(
      record.fields == [
        Field("msg", "a"), Field("auth.user", "***"), Field("auth.value.x", "***"), Field("c", "d"),
      ]
    )
  }

  @Test func aPanicTellsItsCause() {
    let record = record(
      "\n\n2026/11/23 06:39:09 [Recovery] x panic recovered:\nnil map\nmain.go:1\n\u{1b}[0m\n"
    )
    #expect(record.message == "panic recovered: nil map")
    #expect(record.level == .error)
    #expect(record.text.hasSuffix("main.go:1\n\u{1b}[0m"))
  }

  @Test(arguments: [
    "boom: no hub\n/srv/hub.go:1 (0x1)",
    "GET /ws HTTP/1.1\r\nHost: im\r\n\r\nboom: no hub\n/srv/hub.go:1",
  ])
  func aPanicsOwnTextIsFoundBehindItsRequest(rest: String) {
    let record = record(
      "2026/11/23 06:39:09 [Recovery] 2026/11/23 - 06:39:09 panic recovered:\n" + rest
    )
    #expect(record.message == "panic recovered: boom: no hub")
    #expect(record.closeReason == "boom: no hub")
  }

  @Test func emptyAndBrokenTextsAreRecordsToo() {
    #expect(record("").message == "")
    #expect(record("{broken").message == "{broken")
    #expect(!record("{broken").understood)
  }
}
