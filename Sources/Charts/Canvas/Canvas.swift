/// A grid of cells that views draw on; whatever is drawn outside is cut off.
///
/// Text is laid out by the terminal's columns: wide characters take two, combining marks none, and
/// control characters, escape sequences and bidi controls are drawn visibly, never stored.
public struct Canvas: Sendable {
  /// The characters that may be drawn.
  public enum Glyphs: Hashable, Sendable {
    /// Box drawing, blocks, braille, arrows.
    case unicode
    /// ASCII only.
    case ascii
  }

  /// The size in cells.
  public let size: Size
  /// The characters that may be drawn.
  public let glyphs: Glyphs

  private(set) var cells: [Cell]
  private(set) var graphemes = GraphemeTable()

  /// A blank canvas.
  public init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = size
    self.glyphs = glyphs
    let (count, overflow) = size.width.multipliedReportingOverflow(by: size.height)
    cells = Array(repeating: .blank, count: overflow ? 0 : count)
  }

  /// Draws `text` from `point` rightwards within `width` columns and returns the columns used.
  ///
  /// What does not fit ends in an ellipsis; a wide character is never cut in half.
  @discardableResult
  public mutating func write(
    _ text: String,
    at point: Point,
    style: Style = .plain,
    width: Int = .max
  ) -> Int {
    write(CollectionOfOne(Run(text, style)), at: point, width: width)
  }

  /// Draws runs one behind the other within `width` columns and returns the columns used.
  @discardableResult
  public mutating func write(_ runs: [Run], at point: Point, width: Int = .max) -> Int {
    write(runs[...], at: point, width: width)
  }

  /// Fills a rectangle with blanks of a style.
  public mutating func fill(_ rect: Rect, style: Style = .plain) {
    let columns = clippedColumns(of: rect)
    guard !columns.isEmpty else { return }
    for y in clippedRows(of: rect) {
      for x in columns { put(Cell(content: 0x20, style: style, width: 1), x: x, y: y) }
    }
  }

  /// Changes the look of what stands in a rectangle (for a selected row).
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let columns = clippedColumns(of: rect)
    for y in clippedRows(of: rect) {
      for x in columns {
        let index = y * size.width + x
        cells[index].style = change(cells[index].style)
      }
    }
  }

  /// The rows as text, trailing blanks removed: what tests compare and `:save` writes.
  public func text() -> [String] {
    (0..<size.height).map { y in
      var row = ""
      var end = row.endIndex
      for x in 0..<size.width {
        let cell = cells[y * size.width + x]
        guard cell.width > 0 else { continue }
        append(cell, to: &row)
        if cell.content != 0x20 { end = row.endIndex }
      }
      return String(row[..<end])
    }
  }

  /// Puts a cell at a place and blanks the other half of every wide character that it cuts.
  mutating func put(_ cell: Cell, x: Int, y: Int) {
    guard y >= 0, y < size.height, x < size.width, x + Int(cell.width) > 0, !cells.isEmpty
    else { return }
    if cell.width == 2, x < 0 || x + 1 >= size.width {
      put(cell.blanked, x: max(0, x), y: y)
      return
    }
    let index = y * size.width + x
    if cells[index].width == 0 { cells[index - 1] = cells[index - 1].blanked }
    let last = index + Int(cell.width) - 1
    if cells[last].width == 2 { cells[last + 1] = cells[last + 1].blanked }
    cells[index] = cell
    if cell.width == 2 { cells[last] = Cell(content: 0, style: cell.style, width: 0) }
  }

  /// Puts a mark over the character whose first column is `x`.
  mutating func combine(_ mark: Unicode.Scalar, x: Int, y: Int) {
    guard y >= 0, y < size.height, x >= 0, x < size.width, !cells.isEmpty else { return }
    let index = y * size.width + x
    var text = text(of: cells[index])
    guard text.unicodeScalars.count <= GraphemeTable.maximalMarks else { return }
    text.unicodeScalars.append(mark)
    cells[index].content = Cell.graphemeFlag | UInt32(graphemes.index(of: text))
  }

  /// The text of a cell of this canvas.
  func text(of cell: Cell) -> String {
    var text = ""
    append(cell, to: &text)
    return text
  }

  private func append(_ cell: Cell, to text: inout String) {
    if let index = cell.graphemeIndex {
      text += graphemes[index]
    } else {
      text.unicodeScalars.append(Unicode.Scalar(cell.content) ?? " ")
    }
  }

  private func clippedColumns(of rect: Rect) -> Range<Int> {
    let low = min(max(0, rect.x), size.width)
    return low..<max(low, min(size.width, rect.x.clampedAdding(rect.width)))
  }

  private func clippedRows(of rect: Rect) -> Range<Int> {
    guard !cells.isEmpty else { return 0..<0 }
    let low = min(max(0, rect.y), size.height)
    return low..<max(low, min(size.height, rect.y.clampedAdding(rect.height)))
  }
}

extension Int {
  /// The sum, or the greatest or least number where it has no room.
  func clampedAdding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}
