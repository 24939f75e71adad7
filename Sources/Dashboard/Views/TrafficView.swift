import Charts
import LogModel

/// A table of paths or of those who open connections.
struct TrafficView: RegionView {
  /// Which table.
  let name: TableName

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let sheet = TrafficSheet(state, name)
    let isFocused = state.focus == .table(name)
    let sort = state.tables[name]
    let arrow = sort.order == .descending ? "▾" : "▴"
    let order = [
      Run("by \(sort.sort.name(in: name)) ", theme.dim), Run(arrow, theme.label),
    ]
    var title = [Run(name.title, theme.title)]
    if !sheet.span.isEmpty, !state.isBeforeTheLog {
      title.append(Run(" · \(sheet.span)", theme.dim))
    }
    if let role = state.report?.countedRole, name == .paths || name == .addresses {
      title.append(Run(" · at the \(role.rawValue)", theme.dim))
    }
    if !sheet.remark.isEmpty { title.append(Run("  \(sheet.remark)", theme.warning)) }
    if let next = hidden(ScreenLayout(state), state) {
      title.append(Run("  Tab: \(next.title.lowercased())", theme.dim))
    }
    Box(
      title: title,
      trailing: order,
      isFocused: isFocused,
      style: isFocused ? theme.focusedBorder : theme.border
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    sheet.table(height: inside.height - 1).draw(in: inside, on: &canvas)
    guard sheet.isEmpty, inside.height > 1 else { return }
    let text =
      state.report == nil
        || TableName.clients.dropFirst().contains(name)
          && state.report?.connections == nil
      ? "reading the log"
      : state.isBeforeTheLog ? PanelText.unknownTime : Self.nothing(name, state)
    canvas.write(
      text,
      at: Point(x: inside.x + 1, y: inside.y + 1),
      style: theme.dim,
      width: inside.width - 2
    )
  }

  private static func nothing(_ name: TableName, _ state: AppState) -> String {
    let lines = state.shownFilter == .all ? "of this window" : "that passes the filter"
    return "no line \(lines) names \(name.keyNameWithArticle)"
  }

  /// The table that stands in this one's place after Tab; nil where all are shown.
  private func hidden(_ layout: ScreenLayout, _ state: AppState) -> TableName? {
    let all: [TableName] = state.view == .overview ? [.paths, .addresses] : TableName.clients
    guard let index = all.firstIndex(of: name) else { return nil }
    let next = all[(index + 1) % all.count]
    return layout[.table(next)] == nil && state.zoomed == nil ? next : nil
  }
}
