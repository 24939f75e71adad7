import Charts

/// A panel's values over the window: an area, or a line for each series below a legend.
struct PanelChart {
  let panel: PanelValues
  /// The look of an area.
  let style: Style

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let drawing = PanelDrawing(panel, theme)
    let timeline = Timeline(state)
    let marks = timeline.marks(state.panels?.marks ?? [], theme)
    let seam = state.panels?.seam.flatMap(timeline.position(of:))
    guard panel.lines.count > 1 else {
      AreaChart(
        values: panel.values,
        unit: panel.definition.unit,
        bounds: panel.definition.bounds,
        style: panel.absence == .stale ? theme.dim : style,
        marks: marks,
        seam: seam,
        crosshair: Self.crosshair(state),
        limits: drawing.limits,
        current: panel.absence == .none ? panel.current : nil
      ).draw(in: rect, on: &canvas)
      return
    }
    let legend = LegendText(
      panel,
      theme,
      width: rect.width - 1,
      limit: max(1, min(4, rect.height / 4))
    )
    let rows = Layout.rows([.fixed(legend.rows.count), .weight(1)], in: rect)
    Paragraph(rows: legend.rows).draw(in: rows[0], on: &canvas)
    LineChart(
      lines: drawing.lines.map {
        LineChart.Line(values: $0.line.values, style: $0.style, mark: $0.mark)
      },
      unit: panel.definition.unit,
      bounds: panel.definition.bounds,
      marks: marks,
      seam: seam,
      crosshair: Self.crosshair(state),
      limits: drawing.limits
    ).draw(in: rows[1], on: &canvas)
  }

  private static func crosshair(_ state: AppState) -> Double? {
    guard case .crosshair(let steps) = state.mode else { return nil }
    return 1 - Double(steps) / Double(max(1, state.chartSteps - 1))
  }
}
