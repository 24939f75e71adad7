import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite("Lines behind what those put there who gather them") struct LinePrefixTests {
  private static let own =
    #"{"level":"error","msg":"upgrade failed","status":502,"method":"GET","path":"/ws","room":7}"#

  private func record(_ text: String, after lines: [String] = []) -> LogRecord {
    var parser = LineParser()
    for line in lines { _ = parser.read(line) }
    return RecordDecoder(parser: parser, mask: SecretMask()).record(
      line: Array(text.utf8),
      id: LogRecordID(chunk: 0, row: 0),
      time: Timestamp(milliseconds: LineParser.reception),
      source: "im.log"
    )
  }

  @Test(arguments: [
    ("\u{feff}", nil), ("2026-11-23T06:38:54.123456789Z stdout F ", nil),
    ("2026-11-23T06:38:54.123456789Z ", nil), ("2026-11-23T14:38:54.12345678+08:00 ", nil),
    ("[pod/gw-0/im] ", "gw-0"), ("[pod/gw-0/im] 2026-11-23T06:38:54.123456789Z ", "gw-0"),
    ("gw-7d9f5b-x2x4z im ", "gw-7d9f5b-x2x4z"),
    ("\u{1b}[32mgw-0\u{1b}[0m \u{1b}[36mim\u{1b}[0m ", "gw-0"),
    ("im-gw-1  | ", "im-gw-1"), ("\u{1b}[36mim-gw-1  |\u{1b}[0m ", "im-gw-1"),
    ("gateway  | ", "gateway"),
    ("im.1.abc@node-2    | ", "im.1.abc@node-2"),
    ("im-gw-1  | 2026-11-23T06:38:54.123456789Z ", "im-gw-1"),
  ])
  func theLineIsReadByItsOwnFormat(_ prefix: String, _ instance: String?) {
    let line = LineParser.read(prefix + Self.own)
    #expect(line.parsed.isRequest && line.parsed.status == 502 && line.parsed.level == .error)
    #expect(line.message == "upgrade failed" && line.path == "/ws" && line.method == "GET")
    let record = record(prefix + Self.own)
    #expect(record.instance == instance)
    #expect(record.fields.contains(Field("room", "7")))
  }

  @Test func everyFormatIsReadBehindAPrefix() {
    let gin = #"[GIN] 2026/11/23 - 06:37:57 | 503 |     209µs |   10.0.0.22 | GET      "/w""#
    for prefix in ["[pod/gw-0/im] ", "gw-0 im ", "im-1 | ", "2026-11-23T06:38:54.123456789Z "] {
      #expect(LineParser.read(prefix + gin).parsed.status == 503)
      #expect(LineParser.read(prefix + "time=2026-11-23T06:38:51Z level=warn msg=a").message == "a")
      let text = LineParser.read(prefix + "2026-11-23 06:38:51 [ERROR] b")
      #expect(text.message == "b" && text.parsed.time == 1_795_415_931_000)
    }
  }

  @Test func theTimeOfTheWrapperServesLinesWithoutOne() {
    #expect(LineParser.read("2026-11-23T06:38:51.5Z " + Self.own).parsed.time == 1_795_415_931_500)
  }

  @Test func aTimeBeforeTextIsTheLinesOwn() {
    let line = LineParser.read("2026-11-23T06:38:51.123456789Z  WARN im::ws: slow path=/ws")
    #expect(line.parsed.level == .warn && line.path == "/ws")
    #expect(line.parsed.time == 1_795_415_931_123)
  }

  @Test func aStackBehindTimesBelongsToItsPanic() {
    var parser = LineParser()
    let time = "2026-11-23T06:38:54.123456789Z "
    let lines = [
      Self.own, "panic: boom", "", "goroutine 1 [running]:", "main.main()", "\tmain.go:1",
    ]
    let continuations = lines.map { parser.read(time + $0).parsed.isContinuation }
    #expect(continuations == [false, false, true, true, true, true])
  }

  @Test func plainTextBehindAKnownPrefixIsUnwrapped() {
    var parser = LineParser()
    #expect(parser.read("gw-0 im listening on :8080").message == "gw-0 im listening on :8080")
    _ = parser.read("gw-0 im " + Self.own)
    #expect(parser.read("gw-0 im listening on :8080").message == "listening on :8080")
    #expect(parser.read("gw-0 other listening").message == "gw-0 other listening")
  }

  @Test(arguments: [
    "INFO   | jvm 1    | 2015/04/28 18:40:00 | started", "non-empty set of {things}",
    "[pod/unclosed", "a-b", "x | y",
  ])
  func otherLinesHaveNoPrefix(_ text: String) {
    #expect(record(text).instance == nil)
    #expect(LineParser.read(text).message.hasSuffix(text.suffix(5)))
  }

  @Test func syslogsHostIsTheInstance() {
    #expect(record("<34>Nov 23 06:39:40 gw1 im[812]: ws closed").instance == "gw1")
    #expect(record("<13>1 2026-11-23T06:39:43Z gw2 im 812 - - hello").instance == "gw2")
    #expect(record(#"{"msg":"a","kubernetes":{"pod_name":"gw-3"}}"#).instance == "gw-3")
  }
}
