/// Neighbouring cells of one look, drawn as one text or as one shape.
///
/// A wide character is a span of its own: fonts rarely make it exactly two columns.
struct SVGSpan: Equatable {
  /// The first column.
  var column: Int
  /// The columns it takes.
  var columns: Int
  /// The text.
  var text: String
  /// The look.
  var style: Style
  /// Whether its characters are drawn rather than written.
  var isShape = false

  /// The spans of a row from left to right; plain blanks at its end are left out.
  static func spans(ofRow y: Int, in canvas: Canvas) -> [SVGSpan] {
    var spans: [SVGSpan] = []
    for x in 0..<canvas.size.width {
      let glyph = canvas.glyph(at: Point(x: x, y: y))
      guard glyph.width > 0 else { continue }
      let isShape = SVGShape.draws(glyph.text)
      if glyph.width == 1, let last = spans.last, last.style == glyph.style, !last.isWide,
        last.isShape == isShape
      {
        spans[spans.count - 1].columns += 1
        spans[spans.count - 1].text += glyph.text
      } else {
        spans.append(
          SVGSpan(
            column: x,
            columns: glyph.width,
            text: glyph.text,
            style: glyph.style,
            isShape: isShape
          )
        )
      }
    }
    return spans
  }

  private var isWide: Bool { columns == 2 && text.count == 1 }
}
