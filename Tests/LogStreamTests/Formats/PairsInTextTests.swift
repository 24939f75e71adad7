import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct PairsInTextTests {
  private static let start = "2026-11-28T09:00:00Z INFO "

  @Test func aPathEndsAtItsSpaceAndTheWordsStay() {
    let line = LineParser.read(Self.start + "path=/a failed hard")
    #expect(line.path == "/a")
    #expect(line.message == "path=/a failed hard")
  }

  @Test(arguments: ["because of timeout", "after 5 missed heartbeats"])
  func identifiersHoldNoProse(_ prose: String) {
    let line = LineParser.read(Self.start + "gone conn_id=c1 \(prose) user_id=u7 \(prose)")
    #expect(line.connection == "c1" && line.user == "u7")
    #expect(line.message == "gone conn_id=c1 \(prose) user_id=u7 \(prose)")
  }

  @Test(arguments: [
    ("latency=5ms too slow", 0.005), ("latency=5 ms too slow", 0.005), ("latency=1m30s a=1", 90),
  ])
  func durationsEndBeforeProse(_ text: String, _ seconds: Double) {
    #expect(LineParser.read(Self.start + "x " + text).parsed.latency == seconds)
  }

  @Test func errorsAndReasonsKeepTheirSpaces() {
    let line = LineParser.read(Self.start + "gone reason=client went away user_id=u7")
    #expect(line.reason == "client went away" && line.message == "gone")
  }

  @Test func theTimeThatLeadsTheLineWins() {
    let line = LineParser.read(Self.start + "x time=2020-01-01T00:00:00Z")
    #expect(line.parsed.time == 1_795_856_400_000)
  }

  @Test(arguments: [
    ("INFO:app:count=5 done", "count=5 done"),
    (start + "level=error in the text", "level=error in the text"),
    (start + "count=5", "count=5"), (start + "a=1 msg=hello", "hello"),
  ])
  func theMessageIsNeverEmptyWhereTextIs(_ text: String, _ message: String) {
    #expect(LineParser.read(text).message == message)
  }

  @Test(arguments: [
    ("hello msg=boo path=/a while closing", "hello msg=boo path=/a while closing"),
    ("hello message= path=/a", "hello"), ("gateway msg=boo path=/a", "boo"),
  ])
  func aMessagesPairHidesNoWords(_ text: String, _ message: String) {
    let line = LineParser.read(Self.start + text)
    #expect(line.message == message && line.path == "/a")
  }

  @Test func aComparisonIsNoPair() {
    let decoder = RecordDecoder(parser: LineParser(), mask: SecretMask())
    let text = #"if user == bob then x=="y" else z"#
    let record = decoder.record(
      line: Array((Self.start + text).utf8),
      id: LogRecordID(chunk: 0, row: 1),
      time: Timestamp(milliseconds: LineParser.reception),
      source: "a"
    )
    #expect(record.message == text && record.fields.isEmpty)
  }

  @Test func aPairBehindALoggersNameIsListed() {
    let decoder = RecordDecoder(parser: LineParser(), mask: SecretMask())
    let record = decoder.record(
      line: Array("INFO:app:count=5 done".utf8),
      id: LogRecordID(chunk: 0, row: 1),
      time: Timestamp(milliseconds: LineParser.reception),
      source: "a"
    )
    #expect(record.fields == [Field("count", "5")])
  }

  @Test(arguments: [
    ("2001:db8::1:52344", "2001:db8::1"), ("('10.0.0.1', 52344)", "10.0.0.1"),
    ("10.0.0.1:52344", "10.0.0.1"), ("::1:52344", "::1"), ("None", ""), ("", ""),
  ])
  func uvicornsClientsAreReadInAllForms(_ client: String, _ address: String) {
    let line = LineParser.read(#"INFO:     \#(client) - "WebSocket /ws" [accepted]"#)
    #expect(line.address == address && line.path == "/ws")
    #expect(line.parsed.event == .opened)
  }

  @Test func envoysFlagsAreTheReasonWithoutDetails() {
    let line = LineParser.read(
      #"[2026-11-28T05:20:03.123Z] "GET /ws HTTP/1.1" 503 UF,URX - - "-" 0 91 30001 - "-" "#
        + #""a/1" "id" "host" "10.0.0.9:80" outbound - 10.0.0.2:80 10.0.0.1:5000 - -"#
    )
    #expect(line.parsed.status == 503 && line.reason == "UF,URX")
  }

  @Test func aRequestThatHAProxyCouldNotReadHasItsStatus() {
    let line = LineParser.read(
      "10.0.0.1:52344 [28/Nov/2026:05:20:03.123] im im/<NOSRV> -1/-1/-1/-1/5 400 187 - - PR-- "
        + #"1/1/0/0/0 0/0 "<BADREQ>""#
    )
    #expect(line.parsed.status == 400 && line.address == "10.0.0.1")
    #expect(line.parsed.isRequest && line.parsed.level == .info)
    #expect(line.message == "<BADREQ>" && line.reason == "PR--")
  }

  @Test func aListOfAddressesIsOneValue() {
    let line = LineParser.read(Self.start + "gone xff=10.0.0.1, 10.0.0.2 conn_id=c1, user_id=u7")
    #expect(line.address == "10.0.0.1" && line.connection == "c1" && line.user == "u7")
    #expect(line.message == "gone")
  }

  @Test func theLevelOfTheHeadWins() {
    #expect(LineParser.read(Self.start + "level=error in the text").parsed.level == .info)
  }

  @Test(arguments: [
    "<13>1 2026-11-28T09:00:00Z gw1 app 7 - - x time=2020-01-01T00:00:00Z",
    #"{"log":"ERROR x time=2020-01-01T00:00:00Z\n","stream":"stderr","time":"2026-11-28T09:00:00Z"}"#,
    "[2026-11-28 09:00:00.000] INFO x time=2020-01-01T00:00:00Z",
    "I1128 09:00:00.000000 1 x.go:1] x time=2020-01-01T00:00:00Z",
    "[2026-11-28 09:00:00.000][1][error][main] x time=2020-01-01T00:00:00Z",
  ])
  func noPairOverridesTheTimeInFrontOfTheText(_ text: String) {
    #expect(LineParser.read(text).parsed.time == 1_795_856_400_000)
  }

  @Test func theEventStandsForTheMessage() {
    let line = LineParser.read(Self.start + "event=ws_closed conn_id=c1")
    #expect(line.message == "ws_closed" && line.parsed.event == .closed)
  }

  @Test func aRequestNeedsNoMessage() {
    let line = LineParser.read(Self.start + "method=GET path=/a status=500 latency=5ms")
    #expect(line.parsed.isRequest && line.message == "" && line.parsed.latency == 0.005)
  }
}
