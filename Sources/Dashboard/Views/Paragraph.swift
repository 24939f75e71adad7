import Charts

/// Rows of text from the top of a rectangle on, with a blank at both sides.
struct Paragraph: Widget {
  /// The rows.
  var rows: [[Run]]
  /// The first row shown.
  var first = 0

  func draw(in rect: Rect, on canvas: inout Canvas) {
    for line in 0..<rect.height where rows.indices.contains(first + line) {
      canvas.write(
        rows[first + line],
        at: Point(x: rect.x + 1, y: rect.y + line),
        width: rect.width - 2
      )
    }
  }
}
