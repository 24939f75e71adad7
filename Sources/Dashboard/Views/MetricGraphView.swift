import Charts

/// The graph of the selected series, with its PromQL below.
struct MetricGraphView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    guard let row = state.selectedMetric else {
      Box(title: [], style: theme.border).draw(in: rect, on: &canvas)
      return
    }
    let number = row.now.map { row.unit.format($0) } ?? "-"
    let change = ChangeText(current: row.now, before: row.before, risingIsBad: true)
    Box(
      title: [Run(Shortened.middle(row.name, columns: max(8, rect.width - 30)), theme.title)],
      trailing: [
        Run(number, theme.title), Run(change.text.isEmpty ? "" : " \(change.text)", theme.warning),
      ],
      style: theme.border
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    let remarks = (state.metrics?.remarks ?? []).prefix(2).flatMap { remark in
      WrappedText.rows(remark, width: inside.width - 2, limit: 2).map { Run($0, theme.warning) }
    }
    let query = WrappedText.rows(row.query, width: inside.width - 2, limit: 2)
      .map { Run($0, theme.label) }
    let notes = (remarks + query).map { [$0] }
    let rows = Layout.rows([.weight(1), .fixed(notes.count)], in: inside)
    let timeline = Timeline(state)
    if row.values.contains(where: { $0 != nil }) {
      AreaChart(
        values: row.values,
        unit: row.unit,
        style: theme.chart(0),
        marks: timeline.marks(state.panels?.marks ?? [], theme),
        current: row.now
      ).draw(in: rows[0], on: &canvas)
      let plot = AreaChart.plot(of: rows[0])
      TimeAxis(ticks: timeline.ticks(columns: plot.width), style: theme.border).draw(
        in: Rect(x: plot.x, y: rect.y + rect.height - 1, width: plot.width, height: 1),
        on: &canvas
      )
    } else {
      Paragraph(rows: [[Run("no value in this window", theme.dim)]]).draw(in: rows[0], on: &canvas)
    }
    Paragraph(rows: notes).draw(in: rows[1], on: &canvas)
  }
}
