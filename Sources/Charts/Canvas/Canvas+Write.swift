extension Canvas {
  /// Where text is being written, and up to where it may go.
  private struct Pen {
    var column: Int
    let row: Int
    let end: Int
    var lastColumn: Int?
    var lastScalar: Unicode.Scalar?
  }

  mutating func write(_ runs: some Collection<Run>, at point: Point, width: Int) -> Int {
    let end = min(size.width, point.x.clampedAdding(max(0, width)))
    guard end > point.x else { return 0 }
    var pen = Pen(column: point.x, row: point.y, end: end)
    for run in runs {
      guard write(run, with: &pen) else {
        put(scalar: "…", width: 1, style: run.style, x: end - 1, y: pen.row)
        return end - point.x
      }
    }
    return pen.column - point.x
  }

  /// Draws one character of the drawing alphabet, or its substitute in ASCII.
  mutating func put(scalar: Unicode.Scalar, width: Int = 1, style: Style, x: Int, y: Int) {
    let drawn = glyphs == .ascii ? ASCIIFallback.scalar(for: scalar) : scalar
    put(Cell(content: drawn.value, style: style, width: UInt8(width)), x: x, y: y)
  }

  /// Writes a run and says whether all of it had room.
  private mutating func write(_ run: Run, with pen: inout Pen) -> Bool {
    for scalar in run.text.unicodeScalars {
      let piece = TextPiece(scalar, after: pen.lastScalar, glyphs: glyphs)
      switch piece {
      case .nothing: break
      case .glyph(let drawn, let width):
        guard write(drawn, width: width, style: run.style, with: &pen) else { return false }
        pen.lastScalar = scalar
      case .mark(let mark):
        if let column = pen.lastColumn { combine(mark, x: column, y: pen.row) }
      case .notation(let notation):
        for drawn in notation.unicodeScalars {
          let style = run.style.with(.reverse)
          guard write(drawn, width: 1, style: style, with: &pen) else { return false }
        }
        pen.lastScalar = ">"
      }
    }
    return true
  }

  private mutating func write(
    _ scalar: Unicode.Scalar,
    width: Int,
    style: Style,
    with pen: inout Pen
  ) -> Bool {
    guard pen.column + width <= pen.end else { return false }
    if width == 2, scalar.isASCII {
      put(Cell(content: scalar.value, style: style, width: 1), x: pen.column, y: pen.row)
      put(Cell(content: scalar.value, style: style, width: 1), x: pen.column + 1, y: pen.row)
    } else {
      let cell = Cell(content: scalar.value, style: style, width: UInt8(width))
      put(cell, x: pen.column, y: pen.row)
    }
    pen.lastColumn = pen.column
    pen.column += width
    return true
  }
}
