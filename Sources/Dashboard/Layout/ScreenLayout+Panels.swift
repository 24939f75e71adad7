import Charts

extension ScreenLayout {
  /// The body of the panels view: the page of the panel that has the focus.
  static func panels(_ wish: Wish, in rect: Rect) -> [Placed] {
    guard !rect.isEmpty else { return [] }
    let isWhole = PanelGrid(count: wish.charts, in: rect).pages == 1
    let rows = Layout.rows([.fixed(isWhole ? 0 : 1), .weight(1)], in: rect)
    let grid = PanelGrid(count: wish.charts, in: rows[1])
    let places = grid.places(onPage: grid.page(of: wish.chart), in: rows[1])
    return [Placed(name: .pages, rect: rows[0])]
      + places.map { Placed(name: .chart($0.index), rect: $0.rect) }
  }
}

extension ScreenLayout.Region {
  /// The place among the charts; nil for what is none.
  var chart: Int? { if case .chart(let index) = self { index } else { nil } }
}
