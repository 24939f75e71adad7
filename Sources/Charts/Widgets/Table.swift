/// Rows under titles, with one selected row.
///
///      path                    req/s   5xx
///     ›/ws/connect             412.0  8.9%
///      /api/v1/messages        310.2  0.1%
///
/// The first column of the rectangle belongs to the mark of the selection.
public struct Table: Widget {
  /// What a place of a table shows.
  public enum Part: Hashable, Sendable {
    /// The title of a column, by its index in `columns`.
    case title(Int)
    /// A row, by its index in `rows`.
    case row(Int)
  }

  /// The columns.
  public var columns: [TableColumn]
  /// The rows; those before `firstRow` are scrolled out.
  public var rows: [TableRow]
  /// The index of the selected row.
  public var selection: Int?
  /// The index of the first row shown.
  public var firstRow: Int
  /// The look of the titles.
  public var headerStyle: Style
  /// The look of the selected row: its attributes and its background are added to the cells' own.
  public var selectionStyle: Style

  /// A table.
  public init(
    columns: [TableColumn],
    rows: [TableRow],
    selection: Int?,
    firstRow: Int = 0,
    headerStyle: Style = Style(.grey),
    selectionStyle: Style = Style(.standard, on: .standard, .bold)
  ) {
    self.columns = columns
    self.rows = rows
    self.selection = selection
    self.firstRow = firstRow
    self.headerStyle = headerStyle
    self.selectionStyle = selectionStyle
  }

  /// Draws the titles into the first row of `rect` and the rows below.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let shown = visibleRows(height: rect.height)
    let layout = TableLayout(columns: columns, rows: rows[shown], width: rect.width - 1)
    for slot in layout.slots {
      let title = [Run(columns[slot.column].title, headerStyle)]
      draw(title, in: slot, x: rect.x + 1, y: rect.y, on: &canvas)
    }
    for (line, index) in shown.enumerated() {
      let y = rect.y + 1 + line
      for slot in layout.slots where slot.column < rows[index].cells.count {
        draw(rows[index].cells[slot.column], in: slot, x: rect.x + 1, y: y, on: &canvas)
      }
      if index == selection {
        mark(Rect(x: rect.x, y: y, width: rect.width, height: 1), on: &canvas)
      }
    }
  }

  /// What a table drawn in `rect` shows at a point.
  public func part(at point: Point, in rect: Rect) -> Part? {
    guard rect.contains(point) else { return nil }
    let shown = visibleRows(height: rect.height)
    if point.y > rect.y {
      let index = shown.lowerBound + point.y - rect.y - 1
      return shown.contains(index) ? .row(index) : nil
    }
    let layout = TableLayout(columns: columns, rows: rows[shown], width: rect.width - 1)
    let x = point.x - rect.x - 1
    return layout.slots.first { $0.columns.contains(x) }.map { .title($0.column) }
  }

  private func visibleRows(height: Int) -> Range<Int> {
    let first = min(max(0, firstRow), rows.count)
    return first..<min(rows.count, first + max(0, height - 1))
  }

  private func mark(_ row: Rect, on canvas: inout Canvas) {
    let selected = selectionStyle
    canvas.put(scalar: "›", style: selected, x: row.x, y: row.y)
    canvas.restyle(row) { style in
      Style(
        selected.foreground == .standard ? style.foreground : selected.foreground,
        on: selected.background == .standard ? style.background : selected.background,
        style.attributes.union(selected.attributes)
      )
    }
  }

  /// The runs, the first without its middle where they have no room.
  private func cut(_ runs: [Run], to width: Int) -> [Run] {
    guard let first = runs.first, TextWidth.columns(of: runs) > width else { return runs }
    let rest = TextWidth.columns(of: Array(runs.dropFirst()))
    return [Run(MiddleCut.text(first.text, columns: max(0, width - rest)), first.style)]
      + runs.dropFirst()
  }

  private func draw(
    _ runs: [Run],
    in slot: TableLayout.Slot,
    x: Int,
    y: Int,
    on canvas: inout Canvas
  ) {
    let width = slot.columns.count
    let runs = columns[slot.column].cut == .middle ? cut(runs, to: width) : runs
    var start = x + slot.columns.lowerBound
    if columns[slot.column].alignment == .right {
      start += max(0, width - TextWidth.columns(of: runs))
    }
    canvas.write(runs, at: Point(x: start, y: y), width: width)
  }
}
