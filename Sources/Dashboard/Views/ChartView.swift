import Charts
import MetricsModel

/// One chart: a box with number, comparison, plot and time axis, or a line where there is no room.
struct ChartView: RegionView {
  /// The chart's place among the charts.
  let index: Int

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let charts = state.charts
    guard charts.indices.contains(index) else {
      return drawPlaceholder(state, theme, in: rect, on: &canvas)
    }
    let panel = charts[index]
    let text = PanelText(panel, state, theme)
    if ChartFrame.isBoxed(rect) {
      drawBox(panel, text, state, theme, in: rect, on: &canvas)
    } else {
      drawLine(panel, text, state, theme, in: rect, on: &canvas)
    }
  }

  /// The place of a chart before the first values have been computed.
  private func drawPlaceholder(
    _ state: AppState,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    let isKnown = state.view == .panels && state.panels?.request.includesAll ?? false
    let text =
      isKnown ? "no panel: a configuration has them under `panels`" : "waiting for the first values"
    guard ChartFrame.isBoxed(rect) else {
      canvas.write(text, at: Point(x: rect.x + 1, y: rect.y), style: theme.dim, width: rect.width)
      return
    }
    Box(title: [], style: theme.border).draw(in: rect, on: &canvas)
    PanelBody.draw(text, in: Box.interior(of: rect), on: &canvas)
  }

  private func drawBox(
    _ panel: PanelValues,
    _ text: PanelText,
    _ state: AppState,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    let isFocused = state.focus == .chart(index)
    let border = isFocused ? theme.focusedBorder : theme.border
    let room = rect.width - 6 - TextWidth.columns(of: text.title)
    let (numbers, leftOver) = text.titleNumbers(columns: room)
    let crosshairTexts = crosshairTexts(panel, state, theme)
    let trailing =
      crosshairTexts.isEmpty
      ? numbers : crosshairTexts.first { TextWidth.columns(of: $0) <= room } ?? []
    Box(title: text.title, trailing: trailing, isFocused: isFocused, style: border)
      .draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    let body = PanelBody(panel: panel, explanation: text.explanation, style: theme.chart(index))
    body.draw(state, in: inside, on: &canvas)
    guard text.explanation == nil, panel.definition.kind == .chart else { return }
    let plot = AreaChart.plot(of: inside)
    if panel.lines.count < 2 {
      canvas.write(leftOver, at: Point(x: plot.x, y: plot.y), width: plot.width)
    }
    let timeline = Timeline(state)
    drawSelection(state, in: plot, on: &canvas)
    TimeAxis(ticks: timeline.ticks(columns: plot.width), style: border)
      .draw(
        in: Rect(x: plot.x, y: rect.y + rect.height - 1, width: plot.width, height: 1),
        on: &canvas
      )
  }

  private func drawLine(
    _ panel: PanelValues,
    _ text: PanelText,
    _ state: AppState,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    let isFocused = state.focus == .chart(index)
    let title = (isFocused ? [Run("›", theme.key)] : [Run(" ")]) + text.title
    let titleColumns = min(22, rect.width / 4 + 3)
    canvas.write(title, at: Point(x: rect.x, y: rect.y), width: titleColumns)
    let room = max(0, min(rect.width - titleColumns - 2, rect.width * 2 / 5))
    let numbers = text.numbers(columns: room)
    canvas.write(numbers, at: Point(x: rect.x + titleColumns + 1, y: rect.y), width: room)
    let x = rect.x + titleColumns + room + 2
    let spark = Rect(x: x, y: rect.y, width: rect.x + rect.width - 1 - x, height: 1)
    if let explanation = text.explanation {
      canvas.write(explanation, at: Point(x: x, y: rect.y), style: theme.dim, width: spark.width)
      return
    }
    Sparkline(
      values: panel.values,
      range: panel.definition.bounds.range,
      style: panel.definition.style(of: panel.current, theme, else: theme.chart(index))
    ).draw(in: spark, on: &canvas)
  }

  /// Time and value under the crosshair, the longest form first; empty without one.
  private func crosshairTexts(_ panel: PanelValues, _ state: AppState, _ theme: Theme) -> [[Run]] {
    guard case .crosshair(let steps) = state.mode, let end = state.shownEnd,
      panel.definition.kind == .chart
    else { return [] }
    let time = end.scrape.advanced(bySeconds: -state.stepSeconds * Double(steps))
    let place = panel.values.count - 1 - steps * panel.values.count / max(1, state.chartSteps)
    let value = panel.values.indices.contains(place) ? panel.values[place] : nil
    let number = value.map { panel.definition.unit.format($0) } ?? "no value"
    return [
      [Run("┼ \(state.clockText(time)) ", theme.filter), Run(number, theme.filter)],
      [Run("┼ \(number)", theme.filter)],
      [Run("┼ \(state.clockText(time))", theme.filter)],
    ]
  }

  private func drawSelection(_ state: AppState, in plot: Rect, on canvas: inout Canvas) {
    guard case .selecting(let from, let to) = state.mode, plot.width > 1 else { return }
    let last = max(1, state.chartSteps - 1)
    let left = (last - max(from, to)) * (plot.width - 1) / last
    let right = (last - min(from, to)) * (plot.width - 1) / last
    let rect = Rect(x: plot.x + left, y: plot.y, width: right - left + 1, height: plot.height)
    canvas.restyle(rect) { $0.with(.reverse) }
  }
}
