import Charts

/// A panel's newest values as numbers: one in large digits above its course, several in rows.
struct PanelStat {
  let panel: PanelValues
  /// The look of the course.
  let style: Style

  func draw(in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let rows = PanelDrawing.rows(of: panel)
    guard rows.count > 1 else { return drawOne(rows, theme, in: rect, on: &canvas) }
    let hidden = panel.leftOut + max(0, rows.count - rect.height)
    let shown = hidden > 0 ? rows.prefix(max(0, rect.height - 1)) : rows[...]
    for (index, line) in shown.enumerated() {
      let y = rect.y + index
      let number = panel.definition.run(line.current, theme)
      let columns = TextWidth.columns(of: number.text)
      let name = Shortened.middle(line.name, columns: max(4, rect.width - columns - 3))
      canvas.write(name, at: Point(x: rect.x + 1, y: y), style: theme.text, width: rect.width - 2)
      let end = rect.x + rect.width - 1 - columns
      let start = rect.x + 2 + TextWidth.columns(of: name)
      let spark = Rect(x: max(start, end - 17), y: y, width: min(16, end - 1 - start), height: 1)
      Sparkline(values: line.values, style: style).draw(in: spark, on: &canvas)
      canvas.write([number], at: Point(x: end, y: y), width: columns)
    }
    guard hidden > 0 else { return }
    let y = rect.y + shown.count
    let more = "+\(rows.count - shown.count + panel.leftOut) more"
    canvas.write(more, at: Point(x: rect.x + 1, y: y), style: theme.dim, width: rect.width - 2)
  }

  private func drawOne(
    _ rows: [PanelLine],
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    guard let line = rows.first else { return }
    let number = panel.definition.run(line.current, theme)
    let course = rect.height - 4
    let parts = Layout.rows([.atLeast(3, weight: 1), .fixed(course >= 2 ? course : 0)], in: rect)
    var place = parts[0]
    place.y += max(0, (place.height - 3) / 2)
    place.height = min(3, place.height)
    let look = panel.absence == .stale ? theme.dim : number.style
    BigNumber(number.text, style: look).draw(in: place, on: &canvas)
    AreaChart(
      values: line.values,
      unit: panel.definition.unit,
      bounds: panel.definition.bounds,
      style: style,
      limits: PanelDrawing(panel, theme).limits,
      showsAxis: false
    ).draw(in: parts[1], on: &canvas)
  }
}
