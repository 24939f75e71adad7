import LogModel
import Testing

@testable import IMTop

/// A filter that was not understood, with carets below the place.
@Suite struct FilterErrorTextTests {
  @Test(arguments: [
    ("level:wran", 6..<10, "        ^^^^"),
    ("缓存 x:a level:wran", 17..<21, "                 ^^^^"),
    ("😀 a:", 5..<7, "     ^^"),
    ("x:缓存", 2..<8, "    ^^^^"),
    ("e\u{301}:", 0..<4, "  ^^"),
    ("a:", 2..<2, "    ^"),
  ])
  func caretsStandBelowThePlaceHoweverWideTheTextIs(
    _ text: String,
    _ range: Range<Int>,
    _ carets: String
  ) {
    let rendered = FilterError(message: "no", range: range).rendered(in: text)
    #expect(rendered == "the filter was not understood: no\n  \(text)\n\(carets)")
  }

  @Test func controlCharactersAreShownAndCounted() {
    let rendered = FilterError(message: "no", range: 2..<3).rendered(in: "\u{1b}\n%")
    #expect(!rendered.contains("\u{1b}"))
    let lines = rendered.split(separator: "\n")
    #expect(lines.count == 3 && lines[1].count == lines[2].count)
  }
}
