import Charts

/// A panel's newest values as bars over one scale, a row each, the worst first.
struct PanelBars {
  let panel: PanelValues

  func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let theme = Theme()
    let rows = PanelDrawing.rows(of: panel)
    let hidden = panel.leftOut + max(0, rows.count - rect.height)
    let shown = Array(hidden > 0 ? rows.prefix(max(1, rect.height - 1)) : rows[...])
    let numbers = shown.map { panel.definition.run($0.current, theme) }
    let numberColumns = numbers.map { TextWidth.columns(of: $0.text) }.max() ?? 0
    let names = shown.map { TextWidth.columns(of: $0.name) }.max() ?? 0
    let nameColumns = min(names, max(6, (rect.width - numberColumns) * 2 / 5))
    let columns = Layout.columns(
      [.fixed(1), .fixed(nameColumns), .fixed(1), .weight(1), .fixed(numberColumns + 2)],
      in: rect
    )
    let scale = scale(shown)
    for (index, line) in shown.enumerated() {
      let y = rect.y + index
      let name = Shortened.middle(line.name, columns: nameColumns)
      canvas.write(name, at: Point(x: columns[1].x, y: y), width: nameColumns)
      let bar = Rect(x: columns[3].x, y: y, width: columns[3].width, height: 1)
      let style = panel.definition.style(of: line.current, theme, else: theme.chart(0))
      if let value = line.current {
        Bar(fraction: scale.fraction(of: value), style: style).draw(in: bar, on: &canvas)
      }
      drawLimits(scale, filled: line.current, theme, in: bar, on: &canvas)
      let own = TextWidth.columns(of: numbers[index].text)
      let end = rect.x + rect.width - 1 - own
      canvas.write([numbers[index]], at: Point(x: end, y: y), width: own)
    }
    guard hidden > 0 else { return }
    let more = "+\(rows.count - shown.count + panel.leftOut) more"
    canvas.write(
      more,
      at: Point(x: rect.x + 1, y: rect.y + shown.count),
      style: theme.dim,
      width: rect.width - 2
    )
  }

  /// From zero, or the least value where it is negative, to the greatest; as far as the panel says no
  /// bounds.
  private func scale(_ rows: [PanelLine]) -> Scale {
    let values = rows.compactMap(\.current).filter(\.isFinite)
    let bounds = panel.definition.bounds
    let lower = bounds.lower ?? min(0, values.min() ?? 0)
    let upper = bounds.upper ?? values.max() ?? 1
    return Scale(lower...max(lower, upper), unit: panel.definition.unit, count: 2, extended: false)
  }

  /// The thresholds as upright marks in what a bar leaves free.
  private func drawLimits(
    _ scale: Scale,
    filled value: Double?,
    _ theme: Theme,
    in bar: Rect,
    on canvas: inout Canvas
  ) {
    for limit in PanelDrawing(panel, theme).limits {
      guard limit.value > scale.lower, limit.value < scale.upper, bar.width > 1 else { continue }
      guard limit.value > value ?? scale.lower else { continue }
      let column = Int(scale.fraction(of: limit.value) * Double(bar.width - 1))
      canvas.write("┆", at: Point(x: bar.x + column, y: bar.y), style: limit.style, width: 1)
    }
  }
}
