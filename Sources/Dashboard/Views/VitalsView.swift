import Charts

/// The strip of what HTTP does not show, the most changed first, and the last restart or deploy.
struct VitalsView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    VitalsLine(state).line.draw(in: rect, on: &canvas)
  }
}
