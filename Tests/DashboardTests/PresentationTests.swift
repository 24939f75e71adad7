import Charts
import Testing

@testable import Dashboard

@Suite("From numbers to words")
struct PresentationTests {
  @Test(
    arguments: [
      (9481, 12_001, "▼21%"), (4.2, 0.47, "▲8.9×"), (812, 58, "▲14×"), (1, 1, ""), (5, 0, "▲new"),
      (0, 5, "▼100%"), (1.3, 1, "▲30%"), (2, 1, "▲2×"), (0, 0, ""), (Double.nan, 1, ""),
    ] as [(Double, Double, String)]
  )
  func changes(current: Double, before: Double, text: String) {
    #expect(ChangeText(current: current, before: before, risingIsBad: true).text == text)
  }

  @Test func changeMattersByItsDirection() {
    #expect(ChangeText(current: 9, before: 1, risingIsBad: true).weight == .bad)
    #expect(ChangeText(current: 9, before: 1, risingIsBad: false).weight == .good)
    #expect(ChangeText(current: 1, before: 9, risingIsBad: false).weight == .bad)
    #expect(ChangeText(current: 1.2, before: 1, risingIsBad: true).weight == .noticeable)
    #expect(ChangeText(current: 1, before: nil, risingIsBad: true).weight == .none)
  }

  @Test func countsAndShares() {
    #expect([0, 999, 1203, -88_123].map(CountText.grouped) == ["0", "999", "1,203", "−88,123"])
    #expect(
      [0, 0.0001, 0.001, 0.02, 0.089, 0.41, 0.999, 1].map(CountText.share)
        == ["0%", "<0.1%", "0.1%", "2%", "8.9%", "41%", "99%", "100%"]
    )
    #expect(CountText.whole(.infinity) == .max && CountText.whole(.nan) == 0)
  }

  @Test func sparklinesOfText() {
    #expect(SparkText.blocks([0, 1, 2, 4], columns: 4) == "▁▃▅█")
    #expect(SparkText.blocks([1, 1, 8, 8], columns: 2) == "▂█")
    #expect(
      SparkText.blocks([], columns: 4) == "" && SparkText.blocks([0, -5], columns: 4) == "▁▁"
    )
  }

  @Test func textIsWrappedAtBlanksAndNeverInsideAWideCharacter() {
    #expect(WrappedText.rows("one two three", width: 8) == ["one two ", "three"])
    #expect(WrappedText.rows("漢字漢字", width: 5) == ["漢字", "漢字"])
    #expect(WrappedText.rows("abcdef\ngh", width: 4) == ["abcd", "ef", "gh"])
    #expect(WrappedText.rows("abc", width: 0).isEmpty)
    #expect(WrappedText.rows(String(repeating: "x", count: 1000), width: 1, limit: 7).count == 7)
  }

  @Test func textIsShortenedByColumns() {
    #expect(Shortened.text("漢字漢字", columns: 5) == "漢字…")
    #expect(
      Shortened.text("abc", columns: 3) == "abc" && Shortened.text("abcd", columns: 3) == "ab…"
    )
    #expect(Shortened.text("abc", columns: 0) == "")
  }

  @Test func foundTextIsSetApart() {
    let found = Style(.black, on: .yellow)
    let runs = Highlight.runs("Hub hub", .plain, needle: "HUB", found: found)
    #expect(runs == [Run("Hub", found), Run(" "), Run("hub", found)])
  }

  @Test func piecesOfALineGiveWayByImportance() {
    var line = FittedLine<Int>()
    line.add(1, [[Run("left, long")], [Run("left")]], priority: 5)
    line.add(2, [[Run("unimportant")]], priority: 1)
    line.add(3, [[Run("right")]], priority: 9, side: .right)
    #expect(texts(line, 40) == ["1 left, long", "13 unimportant", "34 right"])
    #expect(texts(line, 22) == ["1 left, long", "16 right"])
    #expect(texts(line, 16) == ["1 left", "10 right"])
    #expect(texts(line, 12) == ["6 right"])
    #expect(texts(line, 3).isEmpty)
    #expect(line.part(at: 35, width: 40) == 3 && line.part(at: 33, width: 40) == nil)
  }

  private func texts(_ line: FittedLine<Int>, _ width: Int) -> [String] {
    line.placed(width: width).map { "\($0.column) \($0.runs.map(\.text).joined())" }
  }

  @Test(arguments: [
    ("10.1.2.3", true), ("172.31.0.1", true), ("172.32.0.1", false), ("192.168.1.1", true),
    ("8.8.8.8", false), ("127.0.0.1", false), ("fd00::1", true), ("fe80::1", true),
    ("2001:db8::1", false), ("fdx", false), ("", false),
  ])
  func privateAddresses(address: String, isPrivate: Bool) {
    #expect(PrivateAddress.contains(address) == isPrivate)
  }

  @Test func linesAreEditedAsInAShell() {
    var line = TextLine("one two")
    for key in [Key(.character("w"), control: true), .character("x"), Key(.home), .character("y")] {
      _ = line.edit(key)
    }
    #expect(line.text == "yone x" && line.cursor == 1)
    line.insert("a\u{1b}\nb")
    #expect(line.text == "ya bone x")
    line.insert(String(repeating: "z", count: 5000))
    #expect(line.characters.count == TextLine.limit)
  }
}
