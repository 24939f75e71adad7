import Charts
import LogModel
import MetricsModel

/// The list of connections as the widget that draws it.
struct ConnectionSheet {
  private enum Cell: CaseIterable {
    case end
    case address
    case user
    case id
    case opened
    case life
    case lines
    case troubles
    case reason
    case agent
  }

  private let rows: [ConnectionLife]
  private let selected: Int?
  private let isFocused: Bool
  private let clock: ClockText
  private let theme = Theme()

  /// The list of a state.
  init(_ state: AppState) {
    rows = state.report?.connections?.rows ?? []
    selected = state.selectedConnection?.place
    isFocused = state.focus == .connections
    clock = ClockText(state)
  }

  /// The table for `height` rows, without its title row, around the selected one.
  func table(height: Int) -> Table {
    Table(
      columns: Cell.allCases.map(column),
      rows: rows.map { row in TableRow(cells: Cell.allCases.map { runs($0, row) }) },
      selection: isFocused ? selected : nil,
      firstRow: max(0, (selected ?? 0) - max(1, height) + 1),
      headerStyle: theme.dim,
      selectionStyle: theme.selection
    )
  }

  /// What a click on a column's title sorts by; nil for a column that nothing is sorted by.
  static func order(ofColumn index: Int) -> ConnectionLife.Order? {
    guard Cell.allCases.indices.contains(index) else { return nil }
    return switch Cell.allCases[index] {
    case .end, .opened: .latest
    case .life: .life
    case .lines: .lines
    case .troubles: .troubles
    case .address, .user, .id, .reason, .agent: nil
    }
  }

  private func column(_ cell: Cell) -> TableColumn {
    switch cell {
    case .end: TableColumn(title: "state", width: .fixed(11), priority: 100)
    case .address:
      TableColumn(title: "address", width: .fixed(widest(\.address, 7, 26)), priority: 98)
    case .user: TableColumn(title: "user", width: .fixed(widest(\.user, 4, 16)), priority: 70)
    case .id:
      TableColumn(title: "connection", width: .fixed(widest({ $0.id }, 10, 22)), priority: 60)
    case .opened: TableColumn(title: "opened", width: .fixed(8), priority: 80)
    case .life: TableColumn(title: "life", width: .fixed(7), alignment: .right, priority: 95)
    case .lines: TableColumn(title: "lines", width: .fixed(5), alignment: .right, priority: 50)
    case .troubles: TableColumn(title: "errors", width: .fixed(6), alignment: .right, priority: 75)
    case .reason:
      TableColumn(title: "why it ended", width: .fixed(widest(\.reason, 12, 28)), priority: 85)
    case .agent: TableColumn(title: "user agent", width: .flexible(min: 10), priority: 40)
    }
  }

  private func widest(_ text: (ConnectionLife) -> String?, _ least: Int, _ most: Int) -> Int {
    let longest = rows.prefix(60).map { TextWidth.columns(of: text($0) ?? "") }.max() ?? 0
    return min(max(least, longest), most)
  }

  private func runs(_ cell: Cell, _ row: ConnectionLife) -> [Run] {
    switch cell {
    case .end: [end(row)]
    case .address: [Run(row.address ?? "-")]
    case .user: [Run(row.user ?? "-", row.user == nil ? theme.dim : theme.text)]
    case .id: [Run(row.id.isEmpty ? "-" : row.id, theme.dim)]
    case .opened:
      [Run(row.opened.map { clock.time($0) } ?? "before", theme.dim)]
    case .life: [life(row)]
    case .lines: [Run(Unit.short.format(Double(row.lines)), theme.dim)]
    case .troubles:
      [
        Run(
          Unit.short.format(Double(row.troubles)),
          row.troubles > 0 ? theme.bad : theme.dim
        )
      ]
    case .reason: [Run(row.reason ?? "", theme.label)]
    case .agent: [Run(row.agent ?? "", theme.dim)]
    }
  }

  private func end(_ row: ConnectionLife) -> Run {
    switch row.end {
    case .none, .opened: Run("● open", theme.good)
    case .closed: Run("· closed", theme.dim)
    case .closedAbnormally: Run("✗ abnormal", theme.bad)
    case .heartbeatTimeout: Run("✗ heartbeat", theme.bad)
    }
  }

  private func life(_ row: ConnectionLife) -> Run {
    guard let seconds = row.seconds else { return Run("-", theme.dim) }
    let isShort = seconds < 30 && row.ended != nil
    return Run(LifeText.text(seconds), isShort ? theme.warning : theme.text)
  }
}
