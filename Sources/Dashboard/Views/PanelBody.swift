import Charts

/// What stands inside a panel's box: the sentence that says why there is nothing, or its values in the
/// panel's kind.
struct PanelBody {
  let panel: PanelValues
  /// The sentence that stands where there is nothing to draw.
  let explanation: String?
  /// The look of an area.
  var style: Style

  /// Draws the panel's values into `rect`.
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    if let explanation {
      return Self.draw(explanation, in: rect, on: &canvas)
    }
    switch panel.definition.kind {
    case .chart: PanelChart(panel: panel, style: style).draw(state, in: rect, on: &canvas)
    case .stat: PanelStat(panel: panel, style: style).draw(in: rect, on: &canvas)
    case .bar: PanelBars(panel: panel).draw(in: rect, on: &canvas)
    case .table: PanelTable(panel: panel).draw(in: rect, on: &canvas)
    }
  }

  /// Writes a sentence into the middle of `rect`.
  static func draw(_ text: String, in rect: Rect, on canvas: inout Canvas) {
    let rows = WrappedText.rows(text, width: rect.width - 2, limit: rect.height)
    let top = rect.y + max(0, (rect.height - rows.count) / 2)
    for (index, row) in rows.enumerated() {
      let indent = max(1, (rect.width - TextWidth.columns(of: row)) / 2)
      canvas.write(
        row,
        at: Point(x: rect.x + indent, y: top + index),
        style: Theme().dim,
        width: rect.width - indent
      )
    }
  }
}
