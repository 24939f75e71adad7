import Charts

/// What is silenced, and what has happened to alerts since the program began.
struct HistoryView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let isFocused = state.focus == .history
    let rows = HistorySheet(state).rows
    Box(
      title: [Run("Silences and history", theme.title)],
      trailing: trailing(state, theme),
      isFocused: isFocused,
      style: isFocused ? theme.focusedBorder : theme.border
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    guard !rows.isEmpty else {
      canvas.write(
        "no alert has fired since imtop was started",
        at: Point(x: inside.x + 1, y: inside.y),
        style: theme.dim,
        width: inside.width - 1
      )
      return
    }
    var position = state.historyPosition
    position.select(position.selected, count: rows.count, visible: inside.height)
    Paragraph(rows: rows, first: position.first).draw(in: inside, on: &canvas)
    guard isFocused else { return }
    let y = inside.y + position.selected - position.first
    canvas.write("›", at: Point(x: inside.x, y: y), style: theme.key)
  }

  private func trailing(_ state: AppState, _ theme: Theme) -> [Run] {
    let silences = state.alerts.silences.count
    let events = Run(CountText.grouped(state.alerts.history.count), theme.dim)
    return silences == 0 ? [events] : [Run("\(silences) silenced  ", theme.warning), events]
  }
}
