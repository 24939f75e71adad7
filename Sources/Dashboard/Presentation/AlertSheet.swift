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
        TableColumn(
          title: "rule",
          width: state.size.width < 72 ? .flexible(min: 10) : .fixed(Self.nameColumns(ordered)),
          priority: 99
        ),
        TableColumn(title: "value", width: .fixed(9), alignment: .right, priority: 70),
        TableColumn(title: "limit", width: .fixed(10), priority: 65),
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
    case .firing where state.alerts.silence(of: alert) != nil: Run("~ silenced", theme.warning)
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

  private static func cells(_ alert: AlertStatus, _ state: AppState, _ theme: Theme) -> [[Run]] {
    let isQuiet = alert.state == .inactive
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
        Run(labels(alert), theme.dim),
      ],
      [Run(AlertText.value(alert), isQuiet ? theme.dim : theme.text)],
      [Run(AlertText.limit(alert), theme.dim)], [Run(since(alert, state))],
      [Run(sentence(alert, state), isQuiet ? theme.dim : theme.text)],
    ]
  }

  /// How long an alert has fired, or how long ago it resolved.
  private static func since(_ alert: AlertStatus, _ state: AppState) -> String {
    guard alert.state == .resolved, let ended = alert.since, let now = state.now else {
      return BannerList.since(alert, state)
    }
    return DurationText.rough(now.seconds(since: ended)) + " ago"
  }

  private static func sentence(_ alert: AlertStatus, _ state: AppState) -> String {
    if let silence = state.alerts.silence(of: alert), let now = state.now {
      let left = DurationText.short(silence.until.seconds(since: now))
      return "silenced here, \(left) left: \(AlertText.sentence(alert))"
    }
    let course = AlertText.course(alert, ClockText(state))
    return (course.isEmpty ? "" : course + ": ") + AlertText.sentence(alert)
  }

  /// The values of an alert's labels, each after a blank.
  private static func labels(_ alert: AlertStatus) -> String {
    alert.labels.pairs.filter { $0.name != "severity" && $0.name != "alertname" }
      .map { " " + $0.value }.joined()
  }

  /// What the longest name needs, inside of what a name may take.
  private static func nameColumns(_ alerts: [AlertStatus]) -> Int {
    let longest = alerts.map { TextWidth.columns(of: $0.rule + labels($0)) }.max() ?? 0
    return min(max(longest, 18), 40)
  }
}
