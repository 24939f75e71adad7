import Alerting
import MetricsModel
import PromQL
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
    ("{{ if gt $value 2.0 }}high{{ else if gt $value 1.0 }}some{{ else }}low{{ end }}", "some"),
    ("{{ with $labels.zone }}{{ . }}{{ else }}no zone{{ end }}", "no zone"),
    ("{{ range $i, $x := args 7 8 }}{{ $i }}={{ $x }};{{ end }}", "arg0=7;arg1=8;"),
    ("{{ range $labels }}{{ . }} {{ end }}", "gw-1:8080 /ws/connect "),
    (
      "{{ range 5 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ if eq . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}",
      "02"
    ),
    ("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $y := 3 }}{{ end }}{{ $x }}", "2"),
    ("{{ define \"t\" }}<{{ . }}>{{ end }}{{ template \"t\" $labels.path }}", "</ws/connect>"),
    ("{{- /* a remark */ -}}  x", "x"),
    ("{{ and $labels.path \"\" }}|{{ or \"\" \"b\" }}|{{ not true }}", "|b|false"),
    ("{{ or true (first (query \"none\")) }}", "true"),
    (
      "{{ eq $labels.path \"/a\" \"/ws/connect\" }} {{ ne 1 2 }} {{ le \"a\" \"b\" }}",
      "true true true"
    ),
    ("{{ len $labels }} {{ index $labels \"path\" }} {{ slice \"abcd\" 1 3 }}", "2 /ws/connect bc"),
    (
      "{{ printf \"%5.1f|%-4d|%04d|%+d|%q|%v|%t|%x\" 1.25 7 42 1 \"a\\n\" $value true 255 }}",
      "  1.2|7   |0042|+1|\"a\\n\"|1.5|true|ff"
    ),
    ("{{ printf \"%d %s\" $labels.path }}", "%!d(string=/ws/connect) %!s(MISSING)"),
    ("{{ print 1 2 \"a\" \"b\" 3 }}", "1 2ab3"),
    ("{{ $labels }}", "map[instance:gw-1:8080 path:/ws/connect]"),
    (
      "{{ 1234567.0 }} {{ 0.00001 }} {{ 100000.0 }} {{ 1e300 }}", "1.234567e+06 1e-05 100000 1e+300"
    ),
    ("{{ 0x1F }} {{ 'a' }} {{ -3 }} {{ .5 }}", "31 97 -3 0.5"),
    ("{{ \"a&b c\" | urlquery }} {{ \"<a>\" | html }}", "a%26b+c &lt;a&gt;"),
    (
      "{{ (now | toTime).Format \"Mon, 02 Jan 2006 03:04:05.000 PM MST\" }}",
      "Thu, 01 Jan 1970 12:00:00.000 AM UTC"
    ),
  ])
  func speaksGosLanguage(_ text: String, expected: String) throws {
    #expect(try expand(text, value: 1.5) == expected)
  }

  @Test func queriesAreAsked() throws {
    let context = TemplateContext(
      labels: .empty,
      value: 0,
      query: { text in
        [
          VectorSample(
            labels: Labels(name: "up", ["instance": text]),
            timestamp: Timestamp(milliseconds: 0),
            value: 3
          )
        ]
      }
    )
    let text = "{{ range query \"up\" }}{{ .Labels.instance }}={{ .Value }}{{ end }}"
    #expect(try Template(text).expanded(context) == "up=3")
  }

  @Test(arguments: [
    ("{{ $value", 1, TemplateError.Kind.unclosedAction),
    ("a {{ \"x }}", 6, .unclosedQuote),
    ("{{ nope $value }}", 4, .unknownFunction("nope")),
    ("{{ $nope }}", 4, .unknownVariable("nope")),
    ("{{ }}", 4, .missingValue),
    ("{{ $value | }}", 13, .missingValue),
    ("{{ if true }}x", 4, .unclosedBlock("if")),
    ("{{ end }}", 8, .unexpected("end")),
    ("{{ (print 1 }}", 4, .unclosedParenthesis),
    ("{{ $labels.a * 100 }}", 14, .unexpected("*")),
    ("{{ break }}", 4, .unexpected("break")),
    ("{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}", 39, .unknownVariable("x")),
    ("{{ 12x }}", 4, .badNumber("12x")),
    ("{{ if true }}{{ define \"x\" }}{{ nope }}", 33, .unknownFunction("nope")),
  ])
  func refuses(_ text: String, column: Int, kind: TemplateError.Kind) throws {
    let error = try #require(#expect(throws: TemplateError.self) { try Template(text) })
    #expect(error.kind == kind)
    #expect(error.column == column)
  }

  @Test(arguments: [
    ("{{ gt $value 1 }}", TemplateError.Kind.incomparable("float64", "int")),
    ("{{ .Nope }}", .noField("Nope", of: "struct")),
    (
      "{{ first (query \"x\") }}",
      .failed(function: "first", reason: "first() called on vector with no elements")
    ),
    ("{{ humanize }}", .argumentCount(function: "humanize", expected: "1", found: 0)),
    ("{{ toUpper 1 }}", .wrongType(function: "toUpper", expected: "string", found: "int")),
    ("{{ range 1000000000 }}x{{ end }}", .tooMuchWork),
    ("{{ range 90000 }}0123456789{{ end }}", .tooLong(limit: Template.maximumLength)),
    ("{{ define \"t\" }}{{ template \"t\" . }}{{ end }}{{ template \"t\" . }}", .tooMuchWork),
    ("{{ template \"none\" }}", .unknownTemplate("none")),
    ("{{ $labels.path.x }}", .noField("x", of: "string")),
    ("{{ range $value }}{{ end }}", .notARange("float64")),
  ])
  func failsWhereGoFails(_ text: String, kind: TemplateError.Kind) throws {
    let error = try #require(#expect(throws: TemplateError.self) { try expand(text, value: 1.5) })
    #expect(error.kind == kind)
  }

  @Test func depthIsBounded() {
    for text in ["{{ if 1 }}", "{{ (", "{{ with 1 }}{{ else with 1 }}"] {
      #expect(throws: TemplateError.self) { try Template(String(repeating: text, count: 50_000)) }
    }
    let chain = String(repeating: "{{ else if 1 }}", count: 50_000)
    #expect(throws: TemplateError.self) { try Template("{{ if 1 }}\(chain){{ end }}") }
  }

  @Test func formatsOfAbsurdWidthAreBounded() throws {
    #expect(try expand("{{ printf \"%999999999d\" 1 }}").count == 1000)
    #expect(try expand("{{ printf \"%.99999f\" $value }}").count < 1100)
  }
}
