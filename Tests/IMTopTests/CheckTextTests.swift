import Charts
import Testing

@testable import IMTop

@Suite struct CheckTextTests {
  private let findings = [
    CheckFinding(.wrong, .targets, "target b: refused"),
    CheckFinding(.fine, .servers, "recognised: X", details: ["a detail"], more: ["panels: P"]),
    CheckFinding(.doubtful, .logs, "log c: empty"),
  ]

  @Test func whatIsWrongStandsLast() {
    let text = CheckText()
    #expect(
      text.lines(findings) == [
        "✓ recognised: X", "  a detail", "! log c: empty", "✗ target b: refused",
      ]
    )
    #expect(text.verdict(findings) == "✗ 1 wrong, 1 doubtful")
    #expect(text.verdict([findings[1]]) == "✓ nothing wrong")
  }

  @Test func marksAreASCIIWhereNothingElseCanBeDrawn() {
    let text = CheckText(glyphs: .ascii)
    #expect(
      text.lines(findings) == [
        "+ recognised: X", "  a detail", "! log c: empty", "x target b: refused",
      ]
    )
    #expect(text.verdict(findings) == "x 1 wrong, 1 doubtful")
    #expect(text.drawn("✗ 用.yml: … and 2 further") == "x 用.yml: ... and 2 further")
    #expect(CheckText().drawn("✗ …") == "✗ …")
  }

  @Test func whatStandsBehindAFindingIsToldToWhoAsks() {
    let lines = CheckText(isVerbose: true).lines([findings[1]])
    #expect(lines == ["✓ recognised: X", "  a detail", "  panels: P"])
  }

  @Test func longLinesAreBrokenAtTheWidthAndIndented() {
    let finding = CheckFinding(
      .fine,
      .logs,
      "log im.log: 12 lines, JSON",
      details: ["read as time=1 level=info status=200"]
    )
    #expect(
      CheckText(width: 24).lines([finding]) == [
        "✓ log im.log: 12 lines,", "  JSON", "  read as time=1", "    level=info", "    status=200",
      ]
    )
  }

  @Test func linesOfAReasonStayLines() {
    let finding = CheckFinding(.wrong, .panels, "panel \"A\": not understood:\nstatus >\n        ^")
    #expect(
      CheckText(width: 80).lines([finding]) == [
        "✗ panel \"A\": not understood:", "status >", "        ^",
      ]
    )
  }

  @Test func ofManyOfAKindTheRestIsCounted() {
    let logs = (1...10).map { CheckFinding(.fine, .logs, "log \($0)") }
    let lines = CheckText().lines(logs)
    #expect(lines.count == 9)
    #expect(lines.last == "✓ … and 2 further logs (--verbose)")
  }

  @Test func marksOfTroubleAreColouredAndControlCharactersAreNot() {
    let text = CheckText(style: OutputStyle(hasColor: true))
    let finding = CheckFinding(.wrong, .logs, "log \u{1b}[2J")
    let line = text.lines([finding]).first ?? ""
    #expect(line.hasPrefix("\u{1b}[31m✗\u{1b}[0m log "))
    #expect(line.ranges(of: "\u{1b}").count == 2)
  }
}
