import Charts

/// The banners, one row each.
struct BannersView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    for (index, row) in BannerList(state).fitted(rect.height).enumerated() {
      let line = Rect(x: rect.x + 1, y: rect.y + index, width: rect.width - 2, height: 1)
      row.line.draw(in: line, on: &canvas)
    }
  }
}
