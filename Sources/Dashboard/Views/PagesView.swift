import Charts

/// Which of the panels stand on the page of the panels view.
struct PagesView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let keymap = state.configuration.keymap
    let shown = ScreenLayout(state).regions.compactMap(\.name.chart)
    guard let first = shown.min(), let last = shown.max() else { return }
    canvas.write(
      [
        Run("Panels ", theme.title), Run("\(first + 1)–\(last + 1)", theme.filter),
        Run(" of \(state.charts.count)  ", theme.dim),
        Run(keymap.keyName(of: .pageDown), theme.key), Run(" the next page  ", theme.dim),
        Run(keymap.keyName(of: .nextPanel), theme.key), Run(" the next panel", theme.dim),
      ],
      at: Point(x: rect.x + 1, y: rect.y),
      width: rect.width - 2
    )
  }
}
