import Charts

extension ScreenLayout {
  /// The layout of what a state shows.
  init(_ state: AppState) {
    var wish = Wish(size: state.size)
    wish.view = state.view
    wish.banners = BannerList(state).rows.count
    wish.charts = state.panels == nil ? 3 : state.charts.count
    wish.zoomed = state.zoomed
    if case .table(let name) = state.focused[state.view] { wish.table = name }
    self.init(wish)
  }
}
