import Charts
import Testing

@Suite struct CanvasCuttingTests {
  @Test func whatDoesNotFitEndsInAnEllipsis() {
    #expect(written("upgrade refused", width: 8) == "upgrade…")
    #expect(written("exact", width: 5) == "exact")
    #expect(written("x", width: 1) == "x")
    #expect(written("xy", width: 1) == "…")
  }

  @Test func wideCharactersAreNeverHalved() {
    #expect(written("连接失败", width: 5) == "连接…")
    #expect(written("连接失败", width: 4) == "连 …")
    #expect(written("连", width: 1) == "…")
  }

  @Test func runsAreCutAsOne() {
    var canvas = Canvas(size: Size(width: 10, height: 1))
    let runs = [Run("abc", Style(.red)), Run("def", Style(.green))]
    #expect(canvas.write(runs, at: Point(x: 1, y: 0), width: 5) == 5)
    #expect(canvas.text() == [" abcd…"])
    #expect(canvas.glyph(at: Point(x: 4, y: 0)).style == Style(.green))
    #expect(canvas.write(runs, at: Point(x: 1, y: 0), width: 3) == 3)
    #expect(canvas.text() == [" ab…d…"])
  }

  @Test func outsideNothingIsDrawn() {
    var canvas = Canvas(size: Size(width: 3, height: 2))
    canvas.write("above", at: Point(x: 0, y: -1))
    canvas.write("below", at: Point(x: 0, y: 2))
    canvas.write("right", at: Point(x: 3, y: 0))
    canvas.write("far", at: Point(x: .max, y: .max))
    canvas.fill(Rect(x: -5, y: -5, width: 4, height: 4), style: Style(.red))
    #expect(canvas.text() == ["", ""])
    canvas.write("left", at: Point(x: -2, y: 1))
    #expect(canvas.text() == ["", "ft"])
    canvas.write("连x", at: Point(x: -1, y: 0))
    #expect(canvas.text() == [" x", "ft"])
  }

  @Test func drawingOverHalfOfAWideCharacterBlanksTheOther() {
    var canvas = Canvas(size: Size(width: 6, height: 1))
    canvas.write("连接失", at: Point(x: 0, y: 0))
    canvas.write("a", at: Point(x: 1, y: 0))
    #expect(canvas.text() == [" a接失"])
    canvas.write("b", at: Point(x: 2, y: 0))
    #expect(canvas.text() == [" ab 失"])
    canvas.fill(Rect(x: 5, y: 0, width: 1, height: 1))
    #expect(canvas.text() == [" ab"])
  }

  @Test(arguments: [
    Size(width: 0, height: 0), Size(width: 0, height: 3), Size(width: 3, height: 0),
  ])
  func aCanvasWithoutCellsTakesEverything(size: Size) {
    var canvas = Canvas(size: size)
    #expect(canvas.write("text", at: Point(x: 0, y: 0)) <= size.width)
    canvas.fill(Rect(x: 0, y: 0, width: 5, height: 5))
    canvas.restyle(Rect(x: 0, y: 0, width: 5, height: 5)) { $0.with(.bold) }
    #expect(canvas.text() == Array(repeating: "", count: size.height))
  }

  @Test func restylingKeepsTheText() {
    var canvas = Canvas(size: Size(width: 4, height: 1))
    canvas.write("row", at: Point(x: 0, y: 0), style: Style(.red))
    canvas.restyle(Rect(x: 0, y: 0, width: 2, height: 1)) { $0.on(.blue) }
    #expect(canvas.text() == ["row"])
    #expect(canvas.glyph(at: Point(x: 1, y: 0)).style == Style(.red, on: .blue))
    #expect(canvas.glyph(at: Point(x: 2, y: 0)).style == Style(.red))
  }
}
