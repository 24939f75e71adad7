import Charts
import LogModel
import MetricsModel

/// What is known of the selected row of a list.
struct AsideView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    switch state.view {
    case .alerts: drawAlert(state, in: rect, on: &canvas)
    case .metrics: drawPanel(state, in: rect, on: &canvas)
    case .log: drawRecord(state, in: rect, on: &canvas)
    case .overview, .connections, .targets: break
    }
  }

  private func drawAlert(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    guard let alert = state.selectedAlert else { return }
    Box(
      title: [Run(alert.rule, theme.title)],
      trailing: [AlertSheet.word(alert, state, theme)],
      style: theme.border
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    var rows: [[Run]] = WrappedText.rows(AlertSheet.sentence(alert), width: inside.width - 2)
      .map { [Run($0)] }
    if let value = alert.value {
      let limit = alert.limit.map { ", limit \(Unit.short.format($0))" } ?? ""
      rows.append([
        Run("value ", theme.dim), Run(Unit.short.format(value), theme.title), Run(limit, theme.dim),
      ])
    }
    rows += alert.contributors.flatMap { contributor in
      BannerList.contributorText(contributor, theme).prefix(1).map {
        [Run("\(contributor.field) ", theme.dim)] + $0.dropFirst()
      }
    }
    let selected = alert.contributors.first.map { "  ⏎ filters by \($0.value)" } ?? ""
    if let since = alert.since {
      rows.append([
        Run("since ", theme.dim), Run(ClockText(state).full(since)), Run(selected, theme.dim),
      ])
    }
    rows += WrappedText.rows(alert.expression, width: inside.width - 2).map {
      [Run($0, theme.label)]
    }
    Paragraph(rows: rows).draw(in: inside, on: &canvas)
  }

  private func drawPanel(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    guard let panel = state.selectedPanel else { return }
    let text = PanelText(panel, state, theme)
    let room = rect.width - 6 - TextWidth.columns(of: text.title)
    Box(title: text.title, trailing: text.numbers(columns: room), style: theme.border)
      .draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    let query = WrappedText.rows(panel.query, width: inside.width - 2, limit: 3)
    let rows = Layout.rows([.weight(1), .fixed(query.count)], in: inside)
    if let explanation = text.explanation {
      Paragraph(
        rows: WrappedText.rows(explanation, width: inside.width - 2).map { [Run($0, theme.dim)] }
      )
      .draw(in: rows[0], on: &canvas)
    } else {
      AreaChart(values: panel.values, unit: panel.definition.unit, style: theme.chart(0))
        .draw(in: rows[0], on: &canvas)
    }
    Paragraph(rows: query.map { [Run($0, theme.label)] }).draw(in: rows[1], on: &canvas)
  }

  private func drawRecord(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    Box(title: [Run("Fields", theme.title)], style: theme.border).draw(in: rect, on: &canvas)
    guard let record = state.selectedLogRow?.record else { return }
    let inside = Box.interior(of: rect)
    Paragraph(rows: DetailText.rows(record, selected: nil, width: inside.width - 2, theme))
      .draw(in: inside, on: &canvas)
  }
}
