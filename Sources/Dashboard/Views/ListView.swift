import Charts

/// The list of the alerts, metrics or targets view.
struct ListView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    switch state.view {
    case .alerts: draw(AlertSheet(state).table, "Rules and alerts", state, in: rect, on: &canvas)
    case .metrics: MetricsListView().draw(state, in: rect, on: &canvas)
    case .targets: TargetsView().draw(state, in: rect, on: &canvas)
    case .overview, .connections, .log, .panels: break
    }
  }

  private func draw(
    _ table: Table,
    _ title: String,
    _ state: AppState,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    let theme = Theme()
    Box(
      title: [Run(title, theme.title)],
      trailing: [Run(CountText.grouped(table.rows.count), theme.dim)],
      isFocused: true,
      style: theme.focusedBorder
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    table.draw(in: inside, on: &canvas)
    guard table.rows.isEmpty else { return }
    canvas.write(
      "nothing is known yet",
      at: Point(x: inside.x + 1, y: inside.y + 1),
      style: theme.dim,
      width: inside.width - 2
    )
  }
}

/// Every target and log source with all that is known of them.
struct TargetsView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let lines = TargetSheet(state).lines
    Box(
      title: [Run("Targets and log sources", theme.title)],
      isFocused: true,
      style: theme.focusedBorder
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    var position = state.lists[.targets] ?? ListPosition()
    position.select(position.selected, count: lines.count, visible: inside.height)
    for line in 0..<inside.height where lines.indices.contains(position.first + line) {
      let y = inside.y + line
      canvas.write(
        lines[position.first + line],
        at: Point(x: inside.x + 1, y: y),
        width: inside.width - 1
      )
      guard position.first + line == position.selected else { continue }
      canvas.write("›", at: Point(x: inside.x, y: y), style: theme.key)
    }
  }
}
