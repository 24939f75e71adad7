import Charts
import Testing

@Suite struct SVGExporterTests {
  @Test func aCellGridBecomesAPicture() {
    var canvas = Canvas(size: Size(width: 6, height: 1))
    canvas.write([Run("a<", Style(.red, on: .blue, .bold)), Run("连")], at: Point(x: 0, y: 0))
    let expected = ##"""
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="78" height="43" viewBox="0 0 78 43" role="img">
      <title>a &amp; b</title>
      <rect width="100%" height="100%" rx="8" fill="#16181d"/>
      <g font-family="\##(fonts)" font-size="15" xml:space="preserve" style="white-space:pre">
      <rect x="12" y="12" width="18" height="19" fill="#61a0ea"/>
      <text x="12" y="26" textLength="18" \##(fit) fill="#e06c75" font-weight="bold">a&lt;</text>
      <text x="30" y="26" textLength="18" \##(fit) fill="#d6d9e0">连</text>
      </g>
      </svg>

      """##
    #expect(SVGExporter.svg(of: canvas, title: "a & b") == expected)
  }

  private let fonts = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
  private let fit = #"lengthAdjust="spacingAndGlyphs""#

  @Test func textCannotLeaveItsElement() {
    var canvas = Canvas(size: Size(width: 40, height: 1))
    canvas.write("</text><script>\u{1B}&\u{301}\"", at: Point(x: 0, y: 0))
    let svg = SVGExporter.svg(of: canvas, title: "</title><script>")
    #expect(!svg.contains("<script"))
    #expect(!svg.contains("&\u{301}"))
    #expect(!svg.unicodeScalars.contains("\u{1B}"))
  }
}
