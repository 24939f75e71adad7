import Alerting
import MetricsModel
import Testing

@Suite struct TemplateTests {
  func expand(_ text: String, value: Double = 0) throws -> String {
    try Template(text).expanded(
      labels: ["instance": "gw-1:8080", "path": "/ws/connect"],
      value: value
    )
  }

  @Test(arguments: [
    ("plain", 0, "plain"),
    ("{{ $value }}", 3, "3"),
    ("{{ $value }}", 0.25, "0.25"),
    ("{{$labels.instance}} is down", 0, "gw-1:8080 is down"),
    ("{{ .Labels.path }} {{ .Value }}", 2, "/ws/connect 2"),
    ("{{ $labels.absent }}|", 0, "|"),
    ("{{ $value | humanize }}", 31_400, "31.4k"),
    ("{{ humanize $value }}", 0.0042, "4.2m"),
    ("{{ $value | humanizePercentage }}", 0.0231, "2.31%"),
    ("{{ $value | humanizeDuration }}", 3725, "1h 2m 5s"),
    ("{{ $value | humanizeDuration }}", 0.25, "250ms"),
    ("{{ $value | humanize1024 }}", 1536, "1.5ki"),
    ("{{ $value | printf \"%.2f\" }}", 4.216, "4.22"),
    ("{{ printf \"%s at %.0f%%\" $labels.path $value }}", 41, "/ws/connect at 41%"),
    ("{{ reReplaceAll \"(.*):.*\" \"$1\" $labels.instance }}", 0, "gw-1"),
    ("a {{- $value -}} b", 1, "a1b"),
    ("{{ $labels.path | toUpper }}", 0, "/WS/CONNECT"),
  ])
  func expands(_ text: String, value: Double, expected: String) throws {
    #expect(try expand(text, value: value) == expected)
  }

  @Test(arguments: [
    ("{{ $value", TemplateError.unclosedAction),
    ("{{ \"x }}", .unclosedQuote),
    ("{{ nope $value }}", .unknownFunction("nope")),
    ("{{ $nope }}", .unknownVariable("nope")),
    ("{{ }}", .unexpected("|")),
    ("{{ $value | }}", .unexpected("|")),
  ])
  func refuses(_ text: String, error: TemplateError) {
    #expect(throws: error) { try Template(text) }
  }

  @Test func argumentsThatDoNotFitAreAnError() {
    #expect(throws: TemplateError.wrongArguments(function: "printf")) {
      try expand("{{ printf \"%d\" $labels.path }}")
    }
  }

  @Test func formatsOfAbsurdWidthAreRefused() {
    #expect(throws: TemplateError.wrongArguments(function: "printf")) {
      try expand("{{ printf \"%9999f\" $value }}")
    }
  }
}
