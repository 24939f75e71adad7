import Testing

@testable import Charts

@Suite struct SVGShapeTests {
  @Test(arguments: [
    ("⠁", "M11 21h3v3h-3z"),
    ("⢀", "M15 35h3v3h-3z"), ("⠀", ""), ("█", "M10 20h9v19h-9z"), ("▁", "M10 37h9v2h-9z"),
    ("▌", "M10 20h5v19h-5z"), ("─", "M10 29h9v1h-9z"), ("│", "M14 20h1v19h-1z"),
  ])
  func drawingCharactersAreShapes(text: String, path: String) {
    #expect(SVGShape.path(of: text, x: 10, y: 20) == path)
  }

  @Test(arguments: ["a", " ", "连", "●", "", "ab", "e\u{301}"])
  func everythingElseIsText(text: String) { #expect(!SVGShape.draws(text)) }

  @Test func shapesAndTextAreSpansOfTheirOwn() {
    var canvas = Canvas(size: Size(width: 6, height: 1))
    canvas.write("│a⣿⣿b", at: Point(x: 0, y: 0))
    let spans = SVGSpan.spans(ofRow: 0, in: canvas)
    #expect(spans.map(\.text) == ["│", "a", "⣿⣿", "b "])
    #expect(spans.map(\.isShape) == [true, false, true, false])
    #expect(spans.map(\.column) == [0, 1, 2, 4])
  }

  @Test func pictureFillsShapesInTheirColour() {
    var canvas = Canvas(size: Size(width: 2, height: 1))
    canvas.write("█", at: Point(x: 0, y: 0), style: Style(.red).with(.dim))
    let svg = SVGExporter.svg(of: canvas)
    #expect(svg.contains(##"<path fill="#e06c75" opacity="0.6" d="M12 12h9v19h-9z"/>"##))
    #expect(!svg.contains("█"))
  }
}
