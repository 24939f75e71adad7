import Charts
import Testing

@Suite struct HistogramTests {
  @Test func barsStandOnTheFloorAndTheGreatestFillsTheHeight() {
    let histogram = Histogram(counts: [0, 1, 5, 100, 40])
    #expect(drawing(of: histogram, width: 6, height: 3) == ["   █", "   █▂", " ▁▁██"])
  }

  @Test func theHighlightedPartIsAtTheFoot() {
    let histogram = Histogram(
      counts: [10, 10],
      highlighted: [5, 1],
      style: Style(.blue),
      highlightStyle: Style(.red)
    )
    let canvas = canvas(of: histogram, width: 2, height: 4)
    let colors = (0..<2).map { x in
      (0..<4).map { canvas.glyph(at: Point(x: x, y: $0)).style.foreground }
    }
    #expect(colors[0] == [.blue, .blue, .red, .red])
    #expect(colors[1] == [.blue, .blue, .blue, .red])
  }

  @Test func theGreatestOfAColumnCounts() {
    var counts = [Int](repeating: 1, count: 1000)
    counts[500] = .max
    #expect(drawing(of: Histogram(counts: counts), width: 4, height: 2) == ["  █", "▁▁█▁"])
  }

  @Test func nothingButZeroIsNothing() {
    #expect(drawing(of: Histogram(counts: [0, 0, -4]), width: 4, height: 1) == [""])
  }
}
