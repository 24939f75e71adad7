import LogModel
import MetricsModel
import Patterns
import Testing

@testable import LogStream

struct GrokExpressionTests {
  private func parser(_ expressions: String...) throws -> LineParser {
    LineParser(hints: FormatHints(grok: try expressions.map { try GrokExpression($0) }))
  }

  @Test func fieldsMapToTheVocabulary() throws {
    var parser = try parser(
      #"^%{TIMESTAMP_ISO8601:timestamp}~%{LOGLEVEL:level}~%{IP:client_ip}~%{WORD:verb} %{URIPATH:[url][path]}~%{INT:status:int}~%{GREEDYDATA:message}"#
    )
    let line = parser.read("2026-11-23T06:38:51Z~WARN~10.0.0.1~GET /ws/connect~503~hub full")
    #expect(line.parsed.time == 1_795_415_931_000 && line.parsed.status == 503)
    #expect(line.address == "10.0.0.1" && line.method == "GET" && line.path == "/ws/connect")
    #expect(line.message == "hub full" && line.parsed.level == .error)
    #expect(parser.inferred.hasPrefix("grok"))
  }

  @Test(arguments: [
    (
      #"10.0.0.1 - - [23/Nov/2026:06:38:51 +0000] "GET /a HTTP/1.1" 404 12 "-" "UA/1""#,
      "%{COMBINEDAPACHELOG}"
    ),
    (
      #"[x] 10.0.0.1 "GET /a" 404 in 12 by "UA/1""#,
      #"%{IP:clientip} "%{WORD:verb} %{NOTSPACE:request}" %{INT:response} .* %{QS:agent}"#
    ),
  ])
  func theUsualPatternsAreThere(_ text: String, _ expression: String) throws {
    var parser = try parser(expression)
    let line = parser.read(text)
    #expect(line.parsed.isRequest && line.parsed.status == 404 && line.path == "/a")
    #expect(line.address == "10.0.0.1" && line.agent == "UA/1")
  }

  @Test func everyBuiltinPatternCompiles() throws {
    for name in GrokPatterns.builtin.keys { _ = try GrokExpression("%{\(name):x}") }
    let addresses = try GrokExpression("^%{IP:x}$")
    for text in [
      "10.0.0.255", "::1", "fe80::1%eth0", "::ffff:10.0.0.1", "1:2:3:4:5:6:7:8", "2001:db8::",
    ] {
      #expect(addresses.match(Array(text.utf8).span) { _, _ in }, Comment(rawValue: text))
    }
    for text in ["10.0.0.256", "1:2:3", "::g"] {
      #expect(!addresses.match(Array(text.utf8).span) { _, _ in }, Comment(rawValue: text))
    }
  }

  @Test func linesThatNoExpressionMatchesAreReadAsUsual() throws {
    var parser = try parser("^NEVER %{WORD:x}")
    #expect(parser.read("2026-11-23T06:38:51Z INFO up").message == "up")
    #expect(parser.read(#"{"msg":"json","level":"info"}"#).message == "json")
  }

  @Test func allCapturesAreFieldsOfTheRecord() throws {
    let hints = FormatHints(grok: [
      try GrokExpression("^%{WORD:room} %{WORD:[auth][token]} %{INT:n}")
    ])
    let decoder = RecordDecoder(parser: LineParser(hints: hints), mask: SecretMask())
    let record = decoder.record(
      line: Array("lobby s3cret 7".utf8),
      id: LogRecordID(chunk: 0, row: 0),
      time: .init(milliseconds: 0),
      source: "x"
    )
    #expect(record.fields.map(\.name) == ["room", "auth.token", "n"])
    #expect(record.fields.map(\.value) == ["lobby", "***", "7"])
  }

  @Test func mistakesAreNamed() {
    #expect(throws: GrokError.unknownPattern("NOPE")) { try GrokExpression("%{NOPE:x}") }
    #expect(throws: GrokError.self) { try GrokExpression("(%{WORD:x}") }
    var patterns = GrokPatterns()
    patterns.define("# comment\nA %{B}\nB x%{A}\nA x%{B}")
    #expect(throws: GrokError.recursivePattern("A")) {
      try GrokExpression("%{A}", patterns: patterns)
    }
    #expect(GrokError.unknownPattern("NOPE").message == "grok: no pattern is called NOPE")
  }
}
