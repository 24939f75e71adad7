import Testing

@testable import Charts

@Suite struct CanvasDifferenceTests {
  private func row(_ text: String, after others: [String] = []) -> Canvas {
    var canvas = Canvas(size: Size(width: 10, height: 1))
    for other in others + [text] {
      canvas.fill(Rect(canvas.size))
      canvas.write(other, at: Point(x: 0, y: 0))
    }
    return canvas
  }

  @Test func aCellTakesEightBytes() {
    #expect(MemoryLayout<Cell>.stride == 8)
  }

  @Test func equalRowsDoNotDiffer() {
    #expect(row("same").columnsDiffering(inRow: 0, from: row("same")) == nil)
  }

  @Test func differencesSpanFirstToLast() {
    #expect(row("a1c2").columnsDiffering(inRow: 0, from: row("axcy")) == 1..<4)
  }

  @Test func differencesNeverCutAWideCharacter() {
    #expect(row("a连b").columnsDiffering(inRow: 0, from: row("axxb")) == 1..<3)
    #expect(row("axyb").columnsDiffering(inRow: 0, from: row("a连b")) == 1..<3)
    #expect(row("a连b").columnsDiffering(inRow: 0, from: row("a接b")) == 1..<3)
  }

  @Test func graphemesCompareByTextWhateverTheTable() {
    let left = row("e\u{301}", after: ["o\u{308}"])
    let right = row("e\u{301}")
    #expect(left.columnsDiffering(inRow: 0, from: right) == nil)
    #expect(left.columnsDiffering(inRow: 0, from: row("o\u{308}")) == 0..<1)
  }

  @Test func styleIsADifference() {
    var styled = row("same")
    styled.restyle(Rect(x: 2, y: 0, width: 1, height: 1)) { $0.with(.bold) }
    #expect(styled.columnsDiffering(inRow: 0, from: row("same")) == 2..<3)
  }

  @Test func anotherSizeDiffersAllAlong() {
    let other = Canvas(size: Size(width: 3, height: 1))
    #expect(row("x").columnsDiffering(inRow: 0, from: other) == 0..<10)
    #expect(row("x").columnsDiffering(inRow: 7, from: other) == nil)
  }
}
