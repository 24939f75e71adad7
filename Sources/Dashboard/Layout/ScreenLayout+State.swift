import Charts

extension ScreenLayout {
  /// The layout of what a state shows.
  init(_ state: AppState) {
    var wish = Wish(size: state.size)
    wish.view = state.view
    wish.banners = BannerList.count(state)
    wish.charts = state.panels == nil ? 3 : state.charts.count
    wish.paged = state.pagedCharts
    wish.zoomed = state.zoomed
    if case .chart(let index) = state.focused[state.view] { wish.chart = index }
    if case .table(let name) = state.focused[state.view] { wish.table = name }
    if [.connections, .alerts].contains(state.view) {
      let usual: Focus = state.view == .alerts ? .list : .connections
      wish.list = state.focused[state.view] ?? usual
    }
    self.init(wish)
  }

  /// Where a detail, a list or help lies: header, footer and, where there is room, banners stay free.
  static func overlay(_ state: AppState) -> Rect {
    let screen = Rect(state.size)
    let banners = screen.height < 20 ? 0 : ScreenLayout(state)[.banners]?.height ?? 0
    return Rect(x: 0, y: 1 + banners, width: screen.width, height: screen.height - 2 - banners)
  }
}
