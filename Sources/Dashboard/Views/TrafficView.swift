import Charts

/// A table of paths or addresses.
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
    if !sheet.remark.isEmpty { title.append(Run("  \(sheet.remark)", theme.warning)) }
    if ScreenLayout(state).sizeClass != .full, state.view == .overview {
      title.append(Run("  Tab: \(name == .paths ? "addresses" : "paths")", theme.dim))
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
      ? "reading the log"
      : state.isBeforeTheLog ? PanelText.unknownTime : "no traffic in this window"
    canvas.write(
      text,
      at: Point(x: inside.x + 1, y: inside.y + 1),
      style: theme.dim,
      width: inside.width - 2
    )
  }
}
