import Charts

/// Which of the panels stand on the page that is shown.
struct PagesView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let keymap = state.configuration.keymap
    let paged = state.pagedCharts
    let shown = ScreenLayout(state).regions.compactMap(\.name.chart)
      .filter(paged.contains).map { $0 - paged.lowerBound }
    guard let first = shown.min(), let last = shown.max() else { return }
    canvas.write(
      [
        Run("Panels ", theme.title), Run("\(first + 1)–\(last + 1)", theme.filter),
        Run(" of \(paged.count)  ", theme.dim),
        Run(keymap.keyName(of: .pageDown), theme.key), Run(" the next page  ", theme.dim),
        Run(keymap.keyName(of: .nextPanel), theme.key), Run(" the next panel", theme.dim),
      ],
      at: Point(x: rect.x + 1, y: rect.y),
      width: rect.width - 2
    )
  }
}
