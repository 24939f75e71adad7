import Charts

/// A widget drawn alone on a canvas of the given size, as rows of text.
func drawing(
  of widget: some Widget,
  width: Int,
  height: Int,
  glyphs: Canvas.Glyphs = .unicode
) -> [String] {
  canvas(of: widget, width: width, height: height, glyphs: glyphs).text()
}

/// A widget drawn alone on a canvas of the given size.
func canvas(
  of widget: some Widget,
  width: Int,
  height: Int,
  glyphs: Canvas.Glyphs = .unicode
) -> Canvas {
  var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
  widget.draw(in: Rect(canvas.size), on: &canvas)
  return canvas
}

/// One text written at the left of a row of `width` columns.
func written(_ text: String, width: Int, glyphs: Canvas.Glyphs = .unicode) -> String {
  var canvas = Canvas(size: Size(width: width, height: 1), glyphs: glyphs)
  canvas.write(text, at: Point(x: 0, y: 0))
  return canvas.text()[0]
}
