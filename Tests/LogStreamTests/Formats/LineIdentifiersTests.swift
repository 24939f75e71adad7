import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite("Trace, span and parent span") struct LineIdentifiersTests {
  private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

  private func ids(_ text: String) -> [String?] {
    let record = RecordDecoder(parser: LineParser(), mask: SecretMask()).record(
      line: Array(text.utf8),
      id: LogRecordID(chunk: 0, row: 0),
      time: Timestamp(milliseconds: 5),
      source: "im.log"
    )
    return [record.trace, record.span, record.parentSpan]
  }

  @Test(arguments: [
    #"{"msg":"a","trace_id":"t","span_id":"s","parent_span_id":"p"}"#,
    #"{"msg":"a","TraceId":"t","SpanId":"s","ParentSpanId":"p"}"#,
    #"{"msg":"a","trace":{"id":"t"},"span":{"id":"s"},"parent":{"id":"p"}}"#,
    #"{"msg":"a","dd":{"trace_id":"t","span_id":"s","parent_id":"p"}}"#,
    #"{"msg":"a","headers":{"X-B3-TraceId":"t","X-B3-SpanId":"s","X-B3-ParentSpanId":"p"}}"#,
    #"{"msg":"a","b3":"t-s-1-p0p0","parent_span_id":"p"}"#,
    #"{"msg":"a","uber-trace-id":"t:s:0:1","parent_id":"p"}"#,
    "time=2026-11-23T06:38:51Z level=info msg=a trace_id=t span_id=s parent_span_id=p",
    "2026-11-23 06:38:51 INFO a trace=t span=s parent_span=p",
    "2026-11-23 06:38:51 INFO a otel.trace_id=t otel.span_id=s otel.parent_span_id=p",
  ])
  func namesOfTracers(_ text: String) {
    #expect(ids(text) == ["t", "s", "p"])
  }

  @Test func headersHoldSeveralIds() {
    let span = "00f067aa0ba902b7"
    #expect(
      ids(#"{"msg":"a","traceparent":"00-\#(Self.trace)-\#(span)-01"}"#) == [Self.trace, span, nil]
    )
    #expect(
      ids(#"{"msg":"a","trace":"00-\#(Self.trace)-\#(span)-01"}"#) == [Self.trace, span, nil]
    )
    #expect(
      ids(#"{"msg":"a","b3":"\#(Self.trace)-\#(span)-1-05e3ac9a4f6e3b90"}"#)
        == [Self.trace, span, "05e3ac9a4f6e3b90"]
    )
    #expect(ids(#"{"msg":"a","x-cloud-trace-context":"t/12;o=1"}"#) == ["t", "12", nil])
    #expect(
      ids(
        #"{"logging.googleapis.com/trace":"projects/p-1/traces/t","#
          + #""logging.googleapis.com/spanId":"s"}"#
      )
        == ["t", "s", nil]
    )
  }

  @Test func aRequestsIdStandsBackBehindATrace() {
    #expect(ids(#"{"msg":"a","request_id":"r","b3":"t-s"}"#) == ["t", "s", nil])
    #expect(ids(#"{"msg":"a","request_id":"r"}"#) == ["r", nil, nil])
  }

  @Test func aParentWithoutASpanIsNoSpan() {
    #expect(ids(#"{"msg":"a","parent_id":"message-1"}"#) == [nil, nil, nil])
  }

  @Test(arguments: [
    ("span:s1", [0]), ("span_id:s*", [0, 1]), ("NOT span:*", [2, 3]), ("parent_span:p1", [1]),
    ("instance:gw-0", [2]), ("instance:*", [2]), ("NOT instance:gw-0", [0, 1, 3]),
    ("instance:gw-0 AND room:7", [2]),
  ])
  func theyCanBeFilteredBy(_ filter: String, _ expected: [Int]) throws {
    let fixture = StoreFixture()
    let time = #""time":"2026-11-23T06:38:51Z","level":"info","msg":"a""#
    fixture.append(
      "{\(time),\"span_id\":\"s1\"}\n{\(time),\"span_id\":\"s2\",\"parent_span_id\":\"p1\"}\n"
        + "[pod/gw-0/im] {\(time),\"room\":7}\n{\(time)}\n"
    )
    let snapshot = fixture.store.snapshot()
    var compiled = CompiledFilter(try FilterParser.parse(filter), now: clockNow)
    compiled.prepare(for: snapshot)
    var reader = RecordReader()
    var rows: [Int] = []
    for view in snapshot.chunks {
      let found = compiled.select(view, rows: 0..<view.count, in: snapshot, &reader)
      found.forEach(in: 0..<view.count) { rows.append($0) }
    }
    #expect(rows == expected)
  }

  private let clockNow = Timestamp(milliseconds: LineParser.reception)
}
