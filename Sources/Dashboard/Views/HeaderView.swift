import Charts
import MetricsModel

/// The first row: targets, sources, filter, window, views, clock.
struct HeaderView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    HeaderLine(state).line.draw(in: rect, on: &canvas)
  }
}

/// What a screen too small for a dashboard says: whether something fires, as far as there is room.
struct TinyView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let calling = state.alerts.calling
    let alarm =
      calling.isEmpty
      ? Run("✓ quiet", theme.good) : Run("✗ \(calling.count) firing", theme.bad.with(.bold))
    let wish = "imtop needs 40×10, this is \(rect.width)×\(rect.height)"
    canvas.write([alarm, Run("  " + wish, theme.dim)], at: Point(x: 0, y: 0), width: rect.width)
    for (index, alert) in calling.prefix(max(0, rect.height - 1)).enumerated() {
      canvas.write(
        [Run(alert.rule + " ", theme.title), Run(alert.summary)],
        at: Point(x: 0, y: index + 1),
        width: rect.width
      )
    }
  }
}
