import Charts

/// Every panel with its number now and before as a table.
struct MetricSheet {
  /// The table.
  let table: Table

  /// The table of a state.
  init(_ state: AppState) {
    let theme = Theme()
    let panels = state.panels?.panels ?? []
    let position = state.panelListPosition
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

  /// The values as blocks; where there is none, a blank.
  static func spark(_ values: [Double?]) -> String {
    let columns = min(16, values.count)
    let groups = (0..<columns).map { column in
      values[column * values.count / columns..<(column + 1) * values.count / columns]
        .compactMap { $0.flatMap { $0.isFinite ? max(0, $0) : nil } }.max()
    }
    let greatest = groups.compactMap { $0 }.max() ?? 0
    let levels = groups.map { CountText.whole(greatest > 0 ? ($0 ?? 0) / greatest * 1000 : 0) }
    let blocks = SparkText.blocks(levels, columns: columns)
    return String(zip(blocks, groups).map { $1 == nil ? " " : $0 })
  }
}
