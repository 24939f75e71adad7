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
    let wrapped = WrappedText.rows(wish, width: rect.width)
    let free = rect.height - 1 - calling.count
    let isWide = TextWidth.columns(of: alarm.text + "  " + wish) > rect.width
    let isBelow = isWide && wrapped.count <= free
    let first = isBelow ? [alarm] : [alarm, Run("  " + wish, theme.dim)]
    canvas.write(first, at: Point(x: 0, y: 0), width: rect.width)
    for (index, row) in wrapped.enumerated() where isBelow {
      canvas.write(
        row,
        at: Point(x: 0, y: calling.count + 1 + index),
        style: theme.dim,
        width: rect.width
      )
    }
    for (index, alert) in calling.prefix(max(0, rect.height - 1)).enumerated() {
      canvas.write(
        [Run(alert.rule + " ", theme.title), Run(alert.summary)],
        at: Point(x: 0, y: index + 1),
        width: rect.width
      )
    }
  }
}
