import Charts

extension ScreenLayout {
  /// The page of charts on which one of them stands.
  static func page(of charts: Range<Int>, showing chart: Int, in rect: Rect) -> [Placed] {
    guard !rect.isEmpty else { return [] }
    let first = charts.lowerBound
    let isWhole = PanelGrid(count: charts.count, in: rect).pages == 1
    let rows = Layout.rows([.fixed(isWhole ? 0 : 1), .weight(1)], in: rect)
    let grid = PanelGrid(count: charts.count, in: rows[1])
    let places = grid.places(onPage: grid.page(of: chart - first), in: rows[1])
    return [Placed(name: .pages, rect: rows[0])]
      + places.map { Placed(name: .chart(first + $0.index), rect: $0.rect) }
  }
}

extension ScreenLayout.Region {
  /// The place among the charts; nil for what is none.
  var chart: Int? { if case .chart(let index) = self { index } else { nil } }

  /// Whether it tells of the log alone.
  var isOfLog: Bool {
    switch self {
    case .table, .log: true
    default: false
    }
  }
}
