import Charts

/// The charts' numbers without charts, one row each.
struct NumbersView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let charts = state.charts
    if charts.isEmpty {
      canvas.write(
        "no panel has a value yet",
        at: Point(x: rect.x + 1, y: rect.y),
        style: theme.dim,
        width: rect.width - 1
      )
    }
    for (index, panel) in charts.prefix(rect.height).enumerated() {
      let text = PanelText(panel, state, theme)
      let numbers = text.numbers(columns: rect.width / 2)
      let used = TextWidth.columns(of: numbers)
      let y = rect.y + index
      canvas.write(numbers, at: Point(x: rect.x + rect.width - 1 - used, y: y), width: used)
      canvas.write(text.title, at: Point(x: rect.x + 1, y: y), width: rect.width - 4 - used)
    }
  }
}
