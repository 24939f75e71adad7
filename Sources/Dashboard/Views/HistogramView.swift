import Charts
import LogModel

/// The log's records over the window, errors set apart.
struct HistogramView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let total = state.report?.recordsPerBucket ?? []
    let errors = state.report?.errorsPerBucket ?? []
    let sum = total.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    Box(
      title: [
        Run("Lines over time", theme.title), Run("  █ what went wrong", theme.histogramErrors),
      ],
      trailing: [
        Run("\(CountText.grouped(sum)) in \(DurationText.short(state.window.seconds))", theme.dim)
      ],
      style: theme.border
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    let counts = Self.stretched(total, to: inside.width)
    let wrong = Self.stretched(errors, to: inside.width)
    Histogram(
      counts: counts,
      highlighted: wrong,
      style: theme.histogram,
      highlightStyle: theme.histogramErrors
    ).draw(in: inside, on: &canvas)
    TimeAxis(ticks: Timeline(state).ticks(columns: inside.width), style: theme.border).draw(
      in: Rect(x: inside.x, y: rect.y + rect.height - 1, width: inside.width, height: 1),
      on: &canvas
    )
  }

  /// Counts repeated so that they cover at least `columns`.
  private static func stretched(_ counts: [Int], to columns: Int) -> [Int] {
    guard !counts.isEmpty, counts.count < columns else { return counts }
    return (0..<columns).map { counts[$0 * counts.count / columns] }
  }
}
