import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite("Entries of systemd's journal") struct JournalTests {
  private func entry(_ message: String) -> String {
    #"{"__REALTIME_TIMESTAMP":"1795415876330188","PRIORITY":"3","_HOSTNAME":"gw1","MESSAGE":\#(message),"#
      + #""_SYSTEMD_UNIT":"im.service"}"#
  }

  private func record(_ message: String) -> LogRecord {
    RecordDecoder(parser: LineParser(), mask: SecretMask()).record(
      line: Array(entry(message).utf8),
      id: LogRecordID(chunk: 0, row: 0),
      time: Timestamp(milliseconds: 5),
      source: "journal"
    )
  }

  @Test func theMessageIsReadByItsOwnFormat() {
    let line = LineParser.read(
      entry(
        #""{\"level\":\"warn\",\"msg\":\"say \\\"hi\\\"\",\"client_ip\":\"10.0.0.8\",\"room\":7}""#
      )
    )
    #expect(
      line.parsed.level == .warn && line.message == #"say "hi""# && line.address == "10.0.0.8"
    )
    #expect(line.parsed.time == 1_795_415_876_330)
  }

  @Test func textHasThePriorityAndItsPairs() {
    let line = LineParser.read(entry(#""ws closed conn_id=c1 reason=reset""#))
    #expect(line.parsed.level == .error && line.message == "ws closed")
    #expect(line.connection == "c1" && line.reason == "reset" && line.parsed.isUnderstood)
  }

  @Test func whatIsNotPrintableIsAListOfBytes() {
    let text = #"{"level":"warn","msg":"a\nb"}"#
    let bytes = text.utf8.map { "\($0)" }.joined(separator: ",")
    let line = LineParser.read(entry("[\(bytes)]"))
    #expect(line.parsed.level == .warn && line.message == "a\nb")
    #expect(record("[\(bytes)]").message == "a\nb")
  }

  @Test func fieldsAreThoseOfTheLineAndOfTheJournal() {
    let record = record(#""{\"msg\":\"a\",\"room\":7}""#)
    #expect(record.fields.contains(Field("room", "7")))
    #expect(record.fields.contains(Field("_SYSTEMD_UNIT", "im.service")))
    #expect(!record.fields.contains { $0.name == "MESSAGE" })
    #expect(record.instance == "gw1")
  }

  @Test func theLinesOfAPanicAreOneRecord() {
    var parser = LineParser()
    let lines = ["panic: boom", "goroutine 1 [running]:", "main.main()"]
    let continuations = lines.map { parser.read(entry("\"\($0)\"")).parsed.isContinuation }
    #expect(continuations == [false, true, true])
  }
}
