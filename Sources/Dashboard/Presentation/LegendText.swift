import Charts

/// The legend of a chart with several lines: mark, name and newest value of each, as many as fit.
struct LegendText {
  private static let gap = 2
  /// The columns that the number of those left out takes, the gap before it included.
  private static let reserve = 7

  /// The rows, from the worst series on; what has no room is told as a number at the end.
  let rows: [[Run]]

  /// The legend of a panel in `width` columns and at most `limit` rows.
  init(_ panel: PanelValues, _ theme: Theme, width: Int, limit: Int) {
    let drawing = PanelDrawing(panel, theme)
    let lines = drawing.lines
    var rows: [[Run]] = []
    var row: [Run] = []
    var used = 0
    var told = 0
    for drawn in lines {
      let number = panel.definition.run(drawn.line.current, theme)
      let room = width - 3 - TextWidth.columns(of: number.text) - Self.reserve
      let name = Shortened.middle(drawn.line.name, columns: max(4, min(28, room)))
      let entry = [
        Run("\(drawn.mark) ", drawn.style.with(.bold)), Run(name + " "), number,
      ]
      let columns = TextWidth.columns(of: entry)
      if !row.isEmpty, used + Self.gap + columns > width {
        guard rows.count + 1 < limit else { break }
        rows.append(row)
        (row, used) = ([], 0)
      }
      // The last row keeps room for the number of those that are left out.
      let isLast = rows.count + 1 >= limit && told + 1 < lines.count + drawing.hidden
      let start = row.isEmpty ? 0 : used + Self.gap
      guard told == 0 || start + columns + (isLast ? Self.reserve : 0) <= width else { break }
      if !row.isEmpty { row.append(Run("  ")) }
      row += entry
      used = start + columns
      told += 1
    }
    let rest = lines.count + drawing.hidden - told
    if rest > 0 { row.append(Run("\(row.isEmpty ? "" : "  ")+\(rest)", theme.dim)) }
    if !row.isEmpty { rows.append(row) }
    self.rows = Array(rows.prefix(max(0, limit)))
  }
}
