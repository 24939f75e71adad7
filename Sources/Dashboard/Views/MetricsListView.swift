import Charts

/// The list of the metrics view: series that moved, were found or were computed, or the panels.
struct MetricsListView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    guard state.focus == .list else {
      return drawPanels(state, theme, in: rect, on: &canvas)
    }
    let sheet = MoverSheet(state)
    let keymap = state.configuration.keymap
    Box(
      title: sheet.title,
      trailing: sheet.trailing,
      footer: [
        Run(keymap.keyName(of: .find), theme.key), Run(" a name or PromQL  ", theme.dim),
        Run(keymap.keyName(of: .nextPanel), theme.key), Run(" panels", theme.dim),
      ],
      isFocused: true,
      style: theme.focusedBorder
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    sheet.table.draw(in: inside, on: &canvas)
    guard sheet.table.rows.isEmpty else { return }
    let rows = WrappedText.rows(sheet.absence, width: inside.width - 2)
    let isWrong = state.metrics?.error != nil
    let below = Rect(
      x: inside.x,
      y: inside.y + 1,
      width: inside.width,
      height: max(0, inside.height - 1)
    )
    Paragraph(rows: rows.map { [Run($0, isWrong ? theme.bad : theme.dim)] })
      .draw(in: below, on: &canvas)
  }

  private func drawPanels(
    _ state: AppState,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    let table = MetricSheet(state).table
    let keymap = state.configuration.keymap
    Box(
      title: [Run("Panels", theme.title)],
      trailing: [Run(CountText.grouped(table.rows.count), theme.dim)],
      footer: [
        Run(keymap.keyName(of: .nextPanel), theme.key), Run(" biggest movers", theme.dim),
      ],
      isFocused: true,
      style: theme.focusedBorder
    ).draw(in: rect, on: &canvas)
    table.draw(in: Box.interior(of: rect), on: &canvas)
  }
}
