import LogModel
import MetricsModel
import Testing

@testable import IMTop

@Suite struct RecordJSONTests {
  private func record(_ text: String, _ fields: [Field]) -> LogRecord {
    var record = LogRecord(
      id: LogRecordID(chunk: 0, row: 0),
      time: Timestamp(milliseconds: 1_795_415_931_123),
      level: .error,
      message: "boom",
      source: "im.log"
    )
    record.text = text
    record.fields = fields
    return record
  }

  @Test func linesBehindTheFirstAreItsStack() {
    var panic = record("panic: boom\ngoroutine 1\n\tmain.go:1", [])
    panic.stack = "goroutine 1\n\tmain.go:1"
    let text = RecordJSON.text(panic, names: nil)
    #expect(text.contains(#""stack":"goroutine 1\n\tmain.go:1""#))
    #expect(!RecordJSON.text(record("panic: boom", []), names: nil).contains("stack"))
  }

  @Test func ownFieldsStayUnlessTheVocabularySaysThem() {
    var record = record(
      "{}",
      [Field("stacktrace", "a\nb"), Field("code", "4001"), Field("span", "s")]
    )
    record.span = "s"
    let text = RecordJSON.text(record, names: nil)
    #expect(text.contains(#""fields":{"code":"4001","stacktrace":"a\nb"}"#))
    #expect(text.contains(#""span_id":"s""#))
  }
}
