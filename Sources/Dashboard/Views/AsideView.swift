import Charts
import LogModel
import MetricsModel

/// What is known of the selected row of a list.
struct AsideView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    switch state.view {
    case .alerts: drawAlert(state, in: rect, on: &canvas)
    case .metrics where state.focus == .list:
      MetricGraphView().draw(state, in: rect, on: &canvas)
    case .metrics: drawPanel(state, in: rect, on: &canvas)
    case .log: drawRecord(state, in: rect, on: &canvas)
    case .overview, .connections, .targets, .panels: break
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
    var rows: [[Run]] = WrappedText.rows(AlertText.sentence(alert), width: inside.width - 2)
      .map { [Run($0)] }
    rows += figures(alert, theme)
    rows += alert.contributors.flatMap { contributor in
      BannerList.contributorText(contributor, theme).prefix(1).map {
        [Run("\(contributor.field) ", theme.dim)] + $0.dropFirst()
      }
    }
    let selected = alert.contributors.first.map { "  ⏎ filters by \($0.value)" } ?? ""
    let course = AlertText.course(alert, ClockText(state))
    if !course.isEmpty {
      rows.append([Run("fired ", theme.dim), Run(course), Run(selected, theme.dim)])
    } else if let since = alert.since {
      rows.append([
        Run("since ", theme.dim), Run(ClockText(state).full(since)), Run(selected, theme.dim),
      ])
    }
    rows += WrappedText.rows(alert.expression, width: inside.width - 2).map {
      [Run($0, theme.label)]
    }
    Paragraph(rows: rows).draw(in: inside, on: &canvas)
  }

  /// Value, limit and peak of an alert as one row; none where nothing is known.
  private func figures(_ alert: AlertStatus, _ theme: Theme) -> [[Run]] {
    guard alert.value != nil || !alert.reading.value.isEmpty else { return [] }
    let isOver = alert.state == .resolved
    var row = [
      Run(isOver ? "peak " : "value ", theme.dim), Run(AlertText.value(alert), theme.title),
      Run("  limit ", theme.dim), Run(AlertText.limit(alert)),
    ]
    if !isOver, !alert.reading.peak.isEmpty {
      row += [Run("  peak ", theme.dim), Run(alert.reading.peak)]
    }
    return [row]
  }

  private func drawPanel(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    guard let panel = state.selectedPanel else { return }
    let text = PanelText(panel, state, theme)
    let room = rect.width - 6 - TextWidth.columns(of: text.title)
    Box(title: text.title, trailing: text.numbers(columns: room), style: theme.border)
      .draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    let remarks = panel.remarks.flatMap { WrappedText.rows("! \($0)", width: inside.width - 2) }
    let query = WrappedText.rows(panel.query, width: inside.width - 2)
    let notes =
      query.prefix(4 - min(2, remarks.count)).map { [Run($0, theme.label)] }
      + remarks.prefix(2).map { [Run($0, theme.warning)] }
    let rows = Layout.rows([.weight(1), .fixed(notes.count)], in: inside)
    PanelBody(panel: panel, explanation: text.explanation, style: theme.chart(0))
      .draw(state, in: rows[0], on: &canvas)
    Paragraph(rows: notes).draw(in: rows[1], on: &canvas)
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
