import MetricsModel
import Testing

@testable import SeriesStore

@Suite struct ExpositionParserTests {
  /// What a page gives: each sample as `labels value @time`, or the refusal.
  private func read(_ text: String, _ format: ExpositionFormat = .text) -> [String] {
    let bytes = Array(text.utf8)
    let page = bytes.span
    var parser = ExpositionParser(format: format)
    var lines: [String] = []
    do {
      while true {
        switch try parser.next(page) {
        case .end: return lines
        case .sample:
          let time = parser.timestamp.map { " @\($0)" } ?? ""
          lines.append("\(parser.sampleLabels) \(parser.value)\(time)")
        default: continue
        }
      }
    } catch {
      return lines + ["\(error)"]
    }
  }

  @Test(arguments: [
    ("a 1", "a 1.0"), ("  a\t1  5\t\n", "a 1.0 @5"), ("a{} 1\n", "a 1.0"),
    ("a{b=\"c\" , d=\"e\",} 1\n", "a{b=\"c\", d=\"e\"} 1.0"),
    ("a{b=\"c\"d=\"e\"}1\n", "a{b=\"c\", d=\"e\"} 1.0"),
    ("{\"a.b\",\"c d\"=\"e\"} 1\n", "a.b{c d=\"e\"} 1.0"),
    ("a{b=\"\\\\\\\"\\n\\x\"} 1\n", "a{b=\"\\\\\\\"\\n\\\\x\"} 1.0"),
    ("a{b=\"\"} 1\n", "a 1.0"), ("a{b=\"日本\"} +Inf\n", "a{b=\"日本\"} inf"),
    ("a{b=\"line\nbreak\"} 1\n", "a{b=\"line\\nbreak\"} 1.0"),
    ("a{vmrange=\"3.594e-05...4.084e-05\"} 1\n", "a{vmrange=\"3.594e-05...4.084e-05\"} 1.0"),
    ("# TYPE a histogram\na_bucket{le=\"1\"} 2\n", "a_bucket{le=\"1.0\"} 2.0"),
    ("# TYPE a untyped\n#comment\n# HELP a x\n\n\na 1\n", "a 1.0"),
  ])
  func theTextFormatIsReadLeniently(_ page: String, _ sample: String) {
    #expect(read(page) == [sample])
  }

  @Test(arguments: [
    ("a", "line 1, column 2: expected a value, found the end of the page"),
    ("a 1\nb x\n", "line 2, column 3: \"x\" is no number"),
    ("a 1\r\n", "line 1, column 3: \"1\r\" is no number"),
    ("a 1 -5\n", "line 1, column 5: expected a timestamp or the end of the line, found \"-\""),
    ("a 1 5 6\n", "line 1, column 7: expected the end of the line, found \"6\""),
    ("a 1e999\n", "line 1, column 3: 1e999 is too big for a 64-bit float"),
    ("a{b='c'} 1\n", "line 1, column 5: expected a quoted label value, found \"'\""),
    ("a{,} 1\n", "line 1, column 3: expected a label's name, found \",\""),
    ("a{b=\"c\",b=\"d\"} 1\n", "line 1, column 9: the label b occurs twice"),
    ("a{\"b\"} 1\n", "line 1, column 4: the series has a second name"),
    ("{b=\"c\"} 1\n", "line 1, column 7: the series has no name"),
    ("9 1\n", "line 1, column 1: expected a metric's name or a comment, found \"9\""),
    ("# TYPE a bag\n", "line 1, column 10: \"bag\" is no type of this format"),
    ("# HELP \n", "line 1, column 8: expected a metric's name, found the end of the line"),
    ("a 1 99999999999999999999\n", "line 1, column 5: \"99999999999999999999\" is no timestamp"),
  ])
  func mistakesOfTheTextFormatAreLocated(_ page: String, _ refusal: String) {
    #expect(read(page).last == refusal)
  }

  @Test(arguments: [
    ("b=\"c\"d=\"e\"", "b=\"c\",d=\"f\"", ["a{b=\"c\", d=\"e\"}", "a{b=\"c\", d=\"f\"}"]),
    ("b=\"c\",d=\"e\"", "b=\"c\", ", ["a{b=\"c\", d=\"e\"}", "a{b=\"c\"}"]),
    ("b=\"c\",d=\"e\"", "b=\"c\",d=\"ef\"", ["a{b=\"c\", d=\"e\"}", "a{b=\"c\", d=\"ef\"}"]),
  ])
  func aLineThatBeginsLikeTheOneBeforeIsReadByItself(
    _ first: String,
    _ second: String,
    _ samples: [String]
  ) {
    #expect(read("a{\(first)} 1\na{\(second)} 1\n") == samples.map { "\($0) 1.0" })
    #expect(read("{\"a\",\(first)} 1\n{\"a\",\(second)} 1\n") == samples.map { "\($0) 1.0" })
  }

  @Test func theSameTextMeansSomethingElseUnderAnotherType() {
    let line = "a{le=\"1\",b=\"c\"} 1\n"
    let expected = ["a{b=\"c\", le=\"1\"} 1.0", "a{b=\"c\", le=\"1.0\"} 1.0"]
    #expect(read("\(line)# TYPE a histogram\n\(line)") == expected)
  }

  @Test func manyLabelsMayNotRepeatOne() {
    let labels = (0..<100).map { "l\($0)=\"x\"" }.joined(separator: ",")
    #expect(read("a{\(labels)} 1\n").count == 1)
    #expect(read("a{\(labels),l7=\"y\"} 1\n").last?.hasSuffix("the label l7 occurs twice") == true)
  }

  @Test func bytesThatAreNotUTF8AreRefused() throws {
    let bytes = Array("a{b=\"".utf8) + [0xff] + Array("\"} 1\n".utf8)
    var parser = ExpositionParser(format: .text)
    #expect(throws: PageRefusal(line: 1, column: 6, reason: .notUTF8(.labelValue))) {
      try parser.next(bytes.span)
    }
  }

  @Test func aNULAtALineStartEndsThePage() {
    #expect(read("a 1\n\0b 2\n") == ["a 1.0"])
  }

  @Test(arguments: [
    ("a_total 1 1.5 # {id=\"x\"} 2 3\n# EOF\n", "a_total 1.0 @1500"),
    ("{\"a\",b=\"c\",} 1\n# EOF", "a{b=\"c\"} 1.0"), ("# UNIT a_s s\na_s 1\n# EOF\n", "a_s 1.0"),
    ("# TYPE x counter\n# UNIT x \nx_total 1\nx_created 2\n# EOF\n", "x_total 1.0"),
  ])
  func openMetricsIsReadStrictly(_ page: String, _ sample: String) {
    #expect(read(page, .openMetrics).first == sample)
  }

  @Test(arguments: [
    ("a 1\n", "line 2, column 1: the page does not end with # EOF, it may be cut off"),
    ("a 1\n# EOF\na 2\n", "line 3, column 1: something follows # EOF"),
    ("a  1\n# EOF\n", "line 1, column 3: expected a value, found a space"),
    ("a{b=\"c\" ,d=\"e\"} 1\n# EOF\n", "line 1, column 8: expected \",\" or \"}\", found a space"),
    ("# UNIT a s\n# EOF\n", "line 1, column 10: the name a does not end in its unit _s"),
    ("a 1 NaN\n# EOF\n", "line 1, column 5: \"NaN\" is no timestamp"),
    ("a 1 # {b=\"c\"}\n# EOF\n", "line 1, column 14: expected a value, found the end of the line"),
    (
      "\n# EOF\n",
      "line 1, column 1: expected a metric's name or a comment, found the end of the line"
    ),
  ])
  func mistakesOfOpenMetricsAreLocated(_ page: String, _ refusal: String) {
    #expect(read(page, .openMetrics).last == refusal)
  }

  @Test func noCutOfAPageCrashes() {
    let page =
      "# HELP a \\\\x\n# TYPE a histogram\na_bucket{le=\"1\",b=\"\\\"\"} 1.5e3 12 # {c=\"d\"} 1 2\n# EOF\n"
    for format in [ExpositionFormat.text, .openMetrics] {
      for count in 0...page.utf8.count { _ = read(String(page.prefix(count)), format) }
      for (index, _) in page.utf8.enumerated() {
        for byte: UInt8 in [0, 9, 10, 32, 34, 92, 123, 125, 0xff] {
          var bytes = Array(page.utf8)
          bytes[index] = byte
          var parser = ExpositionParser(format: format)
          while let entry = try? parser.next(bytes.span), entry != .end {}
        }
      }
    }
  }

  @Test(
    arguments: [
      ("text/plain; version=0.0.4", "", ExpositionFormat.text),
      ("application/openmetrics-text; version=0.0.4", "", .openMetrics),
      (nil, "a 1\n# EOF\n", .openMetrics),
      (nil, "a 1\n", .text), ("text/plain", "a 1\n# EOF\n", .text),
    ] as [(String?, String, ExpositionFormat)]
  )
  func theFormatFollowsTheContentType(_ type: String?, _ page: String, _ format: ExpositionFormat) {
    #expect(ExpositionFormat(contentType: type, page: Array(page.utf8)) == format)
  }
}

extension ExpositionParser {
  /// The labels of the last sample.
  var sampleLabels: Labels { Labels(labels.map { table.labels[Int($0)] }) }
}
