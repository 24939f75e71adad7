import Charts
import Testing

@Suite struct ASCIIFallbackTests {
  @Test(arguments: [
    ("╭─ ▲ 9× ─╮", "+- ^ 9x -+"), ("▁▂▃▄▅▆▇█", "_.:-=+*#"), ("⣿⣤⠀⡇", "#: :"),
    ("●…›→✕", "*~>>x"), ("a ∧ b", "a & b"), ("连接", "????"), ("é e\u{301} 😀", "? e ??"),
  ])
  func drawingCharactersHaveSubstitutesOfTheirWidth(text: String, shown: String) {
    #expect(written(text, width: 30, glyphs: .ascii) == shown)
    #expect(TextWidth.columns(of: text) == shown.count)
  }

  @Test func nothingButASCIIIsDrawn() {
    var canvas = Canvas(size: Size(width: 30, height: 6), glyphs: .ascii)
    AreaChart(
      values: [1, 5, nil, 3],
      unit: .seconds,
      marks: [],
      seam: 0.5,
      limits: [ChartLimit(2)]
    )
    .draw(in: Rect(canvas.size), on: &canvas)
    Box(title: [Run("日本語 ▲")], isFocused: true).draw(in: Rect(canvas.size), on: &canvas)
    Bar(fraction: 0.37).draw(in: Rect(x: 1, y: 1, width: 9, height: 1), on: &canvas)
    #expect(canvas.text().allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } })
  }
}
