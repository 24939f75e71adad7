import Charts

/// A panel's newest values as a table: beside those of the window before, with their course.
struct PanelTable {
  let panel: PanelValues

  func draw(in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let rows = PanelDrawing.rows(of: panel)
    let drawing = PanelDrawing(panel, theme)
    let hidden = panel.leftOut + max(0, rows.count - rect.height + 1)
    let shown = Array(hidden > 0 ? rows.prefix(max(0, rect.height - 2)) : rows[...])
    var table = Table(
      columns: [
        TableColumn(title: "series", width: .flexible(min: 18), priority: 100, cut: .middle),
        TableColumn(title: "now", width: .fixed(8), alignment: .right, priority: 95),
        TableColumn(title: "before", width: .fixed(8), alignment: .right, priority: 60),
        TableColumn(title: "change", width: .fixed(6), alignment: .right, priority: 80),
        TableColumn(title: "", width: .fixed(16), priority: 50),
      ],
      rows: shown.map { line in
        TableRow(cells: [
          [Run(line.name)],
          [panel.definition.run(line.current, theme)],
          [Run(line.before.map { panel.definition.unit.format($0) } ?? "-", theme.dim)],
          [drawing.change(line).run(theme)],
          [Run(MetricSheet.spark(line.values), theme.chart(0))],
        ])
      },
      selection: nil,
      headerStyle: theme.dim
    )
    if hidden > 0 {
      let more = "+\(rows.count - shown.count + panel.leftOut) more"
      table.rows.append(TableRow(cells: [[Run(more, theme.dim)]]))
    }
    var inside = rect
    inside.width = max(0, rect.width - 1)
    table.draw(in: inside, on: &canvas)
  }
}
