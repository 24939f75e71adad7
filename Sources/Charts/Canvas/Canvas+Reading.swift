extension Canvas {
  /// What stands in one place of a canvas.
  public struct Glyph: Hashable, Sendable {
    /// A character, with its combining marks; printable always.
    public var text: String
    /// How it looks.
    public var style: Style
    /// The columns it takes: 1 or 2, and 0 for the second half of a wide character.
    public var width: Int
  }

  /// What stands at a cell; blank outside the canvas.
  public func glyph(at point: Point) -> Glyph {
    guard Rect(size).contains(point), !cells.isEmpty else {
      return Glyph(text: " ", style: .plain, width: 1)
    }
    let cell = cells[point.y * size.width + point.x]
    let text = cell.width == 0 ? "" : text(of: cell)
    return Glyph(text: text, style: cell.style, width: Int(cell.width))
  }

  /// Whether nothing but a blank stands at a place.
  func isBlank(x: Int, y: Int) -> Bool {
    guard Rect(size).contains(Point(x: x, y: y)), !cells.isEmpty else { return false }
    return cells[y * size.width + x].content == 0x20
  }

  /// The columns of a row between the first and the last that differ from another canvas of the
  /// same size, widened so that no wide character of either is cut; nil where the rows are equal.
  public func columnsDiffering(inRow y: Int, from other: Canvas) -> Range<Int>? {
    guard y >= 0, y < size.height, !cells.isEmpty else { return nil }
    guard other.size == size else { return 0..<size.width }
    let start = y * size.width
    let sameTable = graphemes.isEmpty && other.graphemes.isEmpty || graphemes == other.graphemes
    func differs(_ x: Int) -> Bool {
      let left = cells[start + x]
      let right = other.cells[start + x]
      if sameTable || left.graphemeIndex == nil || right.graphemeIndex == nil {
        return left != right
      }
      return left.style != right.style || text(of: left) != other.text(of: right)
    }
    guard let first = (0..<size.width).first(where: differs),
      let last = (first..<size.width).last(where: differs)
    else { return nil }
    var low = first
    var high = last + 1
    if low > 0, cells[start + low].width == 0 || other.cells[start + low].width == 0 { low -= 1 }
    if high < size.width, cells[start + high].width == 0 || other.cells[start + high].width == 0 {
      high += 1
    }
    return low..<high
  }
}
