import Charts

/// The series of the metrics view as a table.
struct MoverSheet {
  /// The table.
  let table: Table
  /// What stands above it.
  let title: [Run]
  /// What stands at its right end.
  let trailing: [Run]
  /// What is said where there is no row.
  let absence: String

  /// The table of a state.
  init(_ state: AppState) {
    let theme = Theme()
    let rows = state.metricRows
    let isKnown = state.metrics?.request.text == state.shownMetric
    let position = state.listPosition(of: .metrics, count: rows.count)
    table = Table(
      columns: [
        TableColumn(title: "series", width: .flexible(min: 24), priority: 100, cut: .middle),
        TableColumn(title: "now", width: .fixed(9), alignment: .right, priority: 95),
        TableColumn(title: "before", width: .fixed(9), alignment: .right, priority: 70),
        TableColumn(title: "change", width: .fixed(7), alignment: .right, priority: 90),
        TableColumn(title: "", width: .fixed(16), priority: 60),
      ],
      rows: rows.map { TableRow(cells: Self.cells($0, theme)) },
      selection: rows.isEmpty ? nil : position.selected,
      firstRow: position.first,
      headerStyle: theme.dim,
      selectionStyle: theme.selection
    )
    let hasSpan = state.metrics?.lack == nil
    let span = DurationText.short(state.metrics?.moverSeconds ?? state.window.seconds)
    switch state.metrics?.content {
    case _ where !isKnown && !state.shownMetric.isEmpty: title = [Run("Metrics", theme.title)]
    case .movers?, nil:
      title = [
        Run("Biggest movers", theme.title),
        Run(hasSpan ? "  \(span) against the \(span) before" : "", theme.dim),
      ]
    case .named?:
      title = [
        Run("Series", theme.title), Run("  named ", theme.dim),
        Run(state.shownMetric, theme.filter),
      ]
    case .answer?:
      title = [Run("Answer", theme.title), Run("  \(state.shownMetric)", theme.filter)]
    }
    let total = state.metrics?.total ?? 0
    let count =
      total > rows.count
      ? "\(CountText.grouped(rows.count)) of \(CountText.grouped(total))"
      : CountText.grouped(rows.count)
    trailing = [Run(isKnown ? count : "computing", theme.dim)]
    absence =
      if let error = state.metrics?.error, isKnown {
        error.text
      } else if !isKnown {
        "computing"
      } else if let lack = state.metrics?.lack {
        "two windows of two scrapes each are needed to compare: there are "
          + "\(DurationText.short(lack.held)) of scrapes, \(DurationText.short(lack.needed)) are needed"
      } else if state.metrics?.content == .movers, state.targets.isEmpty {
        "no target is scraped: what moves is looked for among scraped series"
      } else if state.metrics?.content == .movers {
        "nothing has moved"
      } else {
        (["no series"] + (state.metrics?.remarks ?? [])).joined(separator: ". ")
      }
  }

  private static func cells(_ row: MetricsReport.Row, _ theme: Theme) -> [[Run]] {
    let change = ChangeText(current: row.now, before: row.before, risingIsBad: true)
    return [
      [Run(row.name)],
      [Run(row.now.map { row.unit.format($0) } ?? "-", theme.title)],
      [Run(row.before.map { row.unit.format($0) } ?? "-", theme.dim)],
      [Run(change.text, change.size >= 1 ? theme.warning : theme.dim)],
      [Run(MetricSheet.spark(row.values), theme.chart(0))],
    ]
  }
}
