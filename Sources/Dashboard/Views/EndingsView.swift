import Charts
import LogModel

/// Why connections end and how many of them lived but a moment.
struct EndingsView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let reasons = state.report?.closeReasons ?? []
    let total = reasons.reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
    Box(
      title: [Run("Close reasons", theme.title)],
      trailing: [
        Run("\(CountText.grouped(total)) in \(DurationText.short(state.window.seconds))", theme.dim)
      ],
      style: theme.border
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    var y = inside.y
    if let share = state.shortLivedShare, inside.height > 0 {
      let runs = [
        Run("lived less than 30 s  ", theme.dim),
        Run(Unit.percent.format(share), share >= 0.5 ? theme.bad : theme.title),
      ]
      canvas.write(runs, at: Point(x: inside.x + 1, y: y), width: inside.width - 1)
      y += 1
    }
    if reasons.isEmpty, y < inside.y + inside.height {
      canvas.write(
        "no connection was closed in this window",
        at: Point(x: inside.x + 1, y: y),
        style: theme.dim,
        width: inside.width - 1
      )
    }
    let greatest = max(1, reasons.map(\.count).max() ?? 1)
    let name = min(28, inside.width / 2)
    for reason in reasons.prefix(max(0, inside.y + inside.height - y)) {
      canvas.write(reason.reason, at: Point(x: inside.x + 1, y: y), width: name - 1)
      let count = Shortened.right(Unit.short.format(Double(reason.count)), columns: 7)
      canvas.write(count, at: Point(x: inside.x + name + 1, y: y), style: theme.title)
      let bar = Rect(
        x: inside.x + name + 9,
        y: y,
        width: inside.width - name - 10,
        height: 1
      )
      Bar(fraction: Double(reason.count) / Double(greatest), style: theme.label)
        .draw(in: bar, on: &canvas)
      y += 1
    }
  }
}
