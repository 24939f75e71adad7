import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// Damaged lines of every format neither crash the parser nor lead outside the line.
@Suite struct HostileLineTests {
  private static let seeds = [
    #"{"client_ip":"10.0.0.7","fields.level":"error","latency":812,"msg":"a\u003e","path":"/w?x=1","status":503,"time":"2026-11-23T06:35:38Z"}"#,
    #"{"log":"{\"level\":\"info\",\"msg\":\"say \\\"hi\\\"\"}\n","stream":"stdout","time":"2026-11-23T06:35:38Z"}"#,
    #"{"http":{"request":{"headers":{"Cookie":["a=b"]}}},"event":"close","code":1006,"duration":"1.5s"}"#,
    "[GIN] 2026/11/23 - 06:37:57 |\u{1b}[97;42m 200 \u{1b}[0m| 209.6µs | ::1 |\u{1b}[97;44m GET \u{1b}[0m \"/a?b\"",
    "2026/11/23 06:38:51 [WARN] ws close event=close error=websocket: close 1006 client_ip=[::1]:9",
    #"10.0.0.1 - bob [23/Nov/2026:06:37:57 +0000] "GET /ws?token=x HTTP/1.1" 101 42 "-" "agent \"x\"""#,
    #"time=2026-11-23T06:38:51.250Z level=WARN msg="say \"hi\"" http.status=200 took=1m2.5s"#,
    "2026-11-23T06:35:38.250000001Z stdout P Nov 23 06:39:40 host a[1]: panic: x",
    "2026-11-23T06:38:51.25+00:00 [debug] msg: in, mfa: emqx_x:y/2, '$kind': {1,2}, peername: ::1:9",
    "11-23 06:38:51.509  1000 23402 23402 V Camera: ready",
    "Mon, 23 Nov 2026 06:37:57 GMT ERROR redis://bob:pw@host eyJhbGciOi.eyJzdWIi.c2ln",
  ]

  @Test func damagedLinesAreRead() {
    var seed: UInt64 = 3
    func number(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % max(1, bound)
    }
    var parser = LineParser()
    let decoder = RecordDecoder(parser: parser, mask: SecretMask())
    for round in 0..<5_000 {
      var bytes = Array(Self.seeds[number(Self.seeds.count)].utf8)
      for _ in 0..<number(4) where !bytes.isEmpty {
        switch number(4) {
        case 0: bytes[number(bytes.count)] = UInt8(number(256))
        case 1: bytes.remove(at: number(bytes.count))
        case 2: bytes.insert(Array(#"{}[]"\:=,|0-/ "#.utf8)[number(14)], at: number(bytes.count))
        default: bytes.removeLast(number(bytes.count))
        }
      }
      var parsed = ParsedLine()
      parser.parse(bytes.span, into: &parsed, receivedAt: Int64(number(1 << 30)) << number(33))
      let texts = [
        parsed.message, parsed.address, parsed.method, parsed.path, parsed.agent, parsed.trace,
        parsed.connection, parsed.user, parsed.reason,
      ]
      #expect(texts.allSatisfy { $0.range.upperBound <= bytes.count && $0.start >= 0 })
      guard round % 10 == 0 else { continue }
      let record = decoder.record(
        line: bytes,
        id: LogRecordID(chunk: 0, row: 0),
        time: Timestamp(milliseconds: 0),
        source: "a"
      )
      #expect(record.fields.count <= FieldLister.limit)
    }
  }
}
