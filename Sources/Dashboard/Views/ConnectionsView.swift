import Charts
import LogModel

/// The window's connections, each by itself.
struct ConnectionsView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let isFocused = state.focus == .connections
    let list = state.connections
    let report = state.report?.connections
    var title = [Run("Connections one by one", theme.title)]
    if let report {
      title.append(Run(" · \(CountText.grouped(report.total)) in the log", theme.dim))
      title.append(Run(", \(CountText.grouped(report.open)) open", theme.dim))
      if report.isCut { title.append(Run("  the oldest left out", theme.warning)) }
    }
    Box(
      title: title,
      trailing: [
        Run("by \(list.order.name) ", theme.dim), Run(list.isReversed ? "▴" : "▾", theme.label),
      ],
      isFocused: isFocused,
      style: isFocused ? theme.focusedBorder : theme.border
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    ConnectionSheet(state).table(height: inside.height - 1).draw(in: inside, on: &canvas)
    guard report?.rows.isEmpty ?? true, inside.height > 1 else { return }
    canvas.write(
      absence(state),
      at: Point(x: inside.x + 1, y: inside.y + 1),
      style: theme.dim,
      width: inside.width - 2
    )
  }

  private func absence(_ state: AppState) -> String {
    if state.sources.isEmpty { return "no log is read: connections are told from its lines" }
    if state.report?.connections == nil { return "reading the log" }
    if state.isBeforeTheLog { return PanelText.unknownTime }
    return "no line of this window names a connection, or tells of its end"
      + (state.filter.isEmpty ? "" : ", and passes the filter")
  }
}
