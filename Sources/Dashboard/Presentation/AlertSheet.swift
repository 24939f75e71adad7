import Charts
import MetricsModel

/// Every rule and alert as a table.
struct AlertSheet {
  /// The table.
  let table: Table

  /// The table of a state.
  init(_ state: AppState) {
    let theme = Theme()
    let ordered = state.alerts.ordered
    let position = state.listPosition(of: .alerts, count: ordered.count)
    table = Table(
      columns: [
        TableColumn(title: "state", width: .fixed(12), priority: 100),
        TableColumn(title: "severity", width: .fixed(8), priority: 60),
        TableColumn(title: "rule", width: .flexible(min: 18), priority: 95),
        TableColumn(title: "value", width: .fixed(7), alignment: .right, priority: 70),
        TableColumn(title: "limit", width: .fixed(7), alignment: .right, priority: 65),
        TableColumn(title: "since", width: .fixed(7), alignment: .right, priority: 80),
        TableColumn(title: "what", width: .flexible(min: 20), priority: 50),
      ],
      rows: ordered.map { TableRow(cells: Self.cells($0, state, theme)) },
      selection: ordered.isEmpty ? nil : position.selected,
      firstRow: position.first,
      headerStyle: theme.dim,
      selectionStyle: theme.selection
    )
  }

  /// The word for a state, and its look.
  static func word(_ alert: AlertStatus, _ state: AppState, _ theme: Theme) -> Run {
    switch alert.state {
    case .firing:
      state.alerts.isAcknowledged(alert)
        ? Run("✓ acked", theme.warning) : Run("✗ FIRING", theme.bad.with(.bold))
    case .pending: Run("○ pending", theme.warning)
    case .resolved: Run("✓ resolved", theme.good)
    case .broken: Run("! broken", theme.bad)
    case .silent: Run("· silent", theme.label)
    case .inactive: Run("· quiet", theme.dim)
    }
  }

  /// What an alert says, or why it says nothing.
  static func sentence(_ alert: AlertStatus) -> String {
    switch alert.state {
    case .silent(let reason), .broken(let reason): reason
    case .inactive, .pending, .firing, .resolved: alert.summary
    }
  }

  private static func cells(_ alert: AlertStatus, _ state: AppState, _ theme: Theme) -> [[Run]] {
    let isQuiet = alert.state == .inactive
    let labels = alert.labels.pairs.filter { $0.name != "severity" && $0.name != "alertname" }
      .map(\.value)
    let severity =
      switch alert.severity {
      case .critical: "critical"
      case .warning: "warning"
      case .info: "info"
      }
    return [
      [word(alert, state, theme)], [Run(severity, theme.dim)],
      [
        Run(alert.rule, isQuiet ? theme.dim : theme.title),
        Run(labels.isEmpty ? "" : " " + labels.joined(separator: " "), theme.dim),
      ],
      [Run(alert.value.map { Unit.short.format($0) } ?? "-", isQuiet ? theme.dim : theme.text)],
      [Run(alert.limit.map { Unit.short.format($0) } ?? "-", theme.dim)],
      [Run(BannerList.since(alert, state))],
      [Run(sentence(alert), isQuiet ? theme.dim : theme.text)],
    ]
  }
}
