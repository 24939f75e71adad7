import Charts
import Testing

@Suite struct CanvasTextTests {
  @Test func wideCharactersTakeTwoColumns() {
    var canvas = Canvas(size: Size(width: 8, height: 1))
    #expect(canvas.write("连接ok", at: Point(x: 0, y: 0)) == 6)
    #expect(canvas.glyph(at: Point(x: 0, y: 0)).text == "连")
    #expect(canvas.glyph(at: Point(x: 1, y: 0)).width == 0)
    #expect(canvas.glyph(at: Point(x: 4, y: 0)).text == "o")
  }

  @Test func combiningMarksJoinTheirBase() {
    var canvas = Canvas(size: Size(width: 8, height: 1))
    #expect(canvas.write("e\u{301}x", at: Point(x: 0, y: 0)) == 2)
    #expect(canvas.glyph(at: Point(x: 0, y: 0)).text == "e\u{301}")
    #expect(canvas.glyph(at: Point(x: 1, y: 0)).text == "x")
  }

  @Test func marksWithoutEndAreBounded() {
    let zalgo = "a" + String(repeating: "\u{301}", count: 10_000)
    var canvas = Canvas(size: Size(width: 2, height: 1))
    canvas.write(zalgo, at: Point(x: 0, y: 0))
    #expect(canvas.glyph(at: Point(x: 0, y: 0)).text.unicodeScalars.count == 5)
  }

  @Test(arguments: [
    ("a\u{1B}[31mb", "a^[[31mb"), ("tab\there", "tab^Ihere"), ("nul\0", "nul^@"),
    ("del\u{7F}", "del^?"), ("\u{9B}31m", "<U+009B>31m"), ("\u{202E}evil", "<U+202E>evil"),
    ("\u{2066}x", "<U+2066>x"), ("zero\u{200B}width", "zero<U+200B>width"),
    ("\u{2028}", "<U+2028>"), ("\u{378}", "<U+0378>"), ("\u{301}alone", "<U+0301>alone"),
  ])
  func whatIsNotPrintableIsShown(text: String, shown: String) {
    #expect(written(text, width: 40) == shown)
    #expect(TextWidth.columns(of: text) == shown.count)
  }

  @Test func notationsStandOut() {
    var canvas = Canvas(size: Size(width: 3, height: 1))
    canvas.write("\u{1B}a", at: Point(x: 0, y: 0), style: Style(.red))
    #expect(canvas.glyph(at: Point(x: 0, y: 0)).style == Style(.red, on: .standard, .reverse))
    #expect(canvas.glyph(at: Point(x: 2, y: 0)).style == Style(.red))
  }

  @Test func joinersSelectorsAndSkinTonesAreLeftOut() {
    #expect(written("👩\u{200D}💻!", width: 9) == "👩💻!")
    #expect(written("❤\u{FE0F}!", width: 9) == "❤!")
    #expect(written("👍🏽!", width: 9) == "👍!")
    #expect(TextWidth.columns(of: "👍🏽!") == 3)
  }

  @Test func everyCodePointReachesTheCanvasPrintableOrNotAtAll() {
    var canvas = Canvas(size: Size(width: 12, height: 1))
    var unprintable: [String] = []
    for value in UInt32(0)...0x3FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      canvas.fill(Rect(canvas.size))
      canvas.write(String(Character(scalar)), at: Point(x: 0, y: 0))
      for drawn in canvas.text()[0].unicodeScalars {
        let category = drawn.properties.generalCategory
        if category == .control || category == .format {
          unprintable.append(String(value, radix: 16))
        }
      }
    }
    #expect(unprintable == [])
  }
}
