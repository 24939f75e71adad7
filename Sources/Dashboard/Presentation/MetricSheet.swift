import Charts

/// Every panel with its number now and before as a table.
struct MetricSheet {
  /// The table.
  let table: Table

  /// The table of a state.
  init(_ state: AppState) {
    let theme = Theme()
    let panels = state.panels?.panels ?? []
    let position = state.listPosition(of: .metrics, count: panels.count)
    table = Table(
      columns: [
        TableColumn(title: "panel", width: .flexible(min: 18), priority: 100),
        TableColumn(title: "now", width: .fixed(11), alignment: .right, priority: 95),
        TableColumn(title: "before", width: .fixed(9), alignment: .right, priority: 70),
        TableColumn(title: "change", width: .fixed(7), alignment: .right, priority: 90),
        TableColumn(title: "", width: .fixed(16), priority: 60),
        TableColumn(title: "from", width: .fixed(8), priority: 50),
      ],
      rows: panels.enumerated().map { TableRow(cells: Self.cells($1, $0, state, theme)) },
      selection: panels.isEmpty ? nil : position.selected,
      firstRow: position.first,
      headerStyle: theme.dim,
      selectionStyle: theme.selection
    )
  }

  private static func cells(
    _ panel: PanelValues,
    _ index: Int,
    _ state: AppState,
    _ theme: Theme
  ) -> [[Run]] {
    let text = PanelText(panel, state, theme)
    let before = panel.before.map { panel.definition.unit.format($0) } ?? "-"
    return [
      text.title, text.value, [Run(before, theme.dim)], [text.change.run(theme)],
      [Run(spark(panel.values), theme.chart(index))], [Run(panel.origin, theme.dim)],
    ]
  }

  private static func spark(_ values: [Double?]) -> String {
    let finite = values.map { $0.flatMap { $0.isFinite && $0 > 0 ? $0 : nil } ?? 0 }
    let greatest = finite.max() ?? 0
    guard greatest > 0 else { return SparkText.blocks(finite.map { _ in 0 }, columns: 16) }
    return SparkText.blocks(finite.map { CountText.whole($0 / greatest * 1000) }, columns: 16)
  }
}
