import LogModel
import MetricsModel

extension AppState {
  /// Why a command cannot do anything now, nil when it can.
  func reasonDisabled(_ command: Command) -> String? {
    switch command {
    case .byPath, .byAddress, .byAgent, .byField:
      configuration.readsLog
        ? nil
        : "no log is read: \(configuration.keymap.keyName(of: .filter)) takes any label, path:/ws/*"
    case .sort, .invertSort: isTableFocused ? nil : "only tables are sorted: Tab goes to one"
    case .sameTrace:
      reasonWithoutRecord ?? (selectedRecord?.trace == nil ? "this line has no trace" : nil)
    case .sameConnection where focus == .connections && detail == nil:
      selectedConnection == nil ? "there is no connection" : nil
    case .sameConnection:
      reasonWithoutRecord
        ?? (selectedRecord?.connection == nil ? "this line names no connection" : nil)
    case .open: reasonNotOpened
    case .only, .exclude: selectedStep == nil ? "no row with a value to filter by is selected" : nil
    case .findNext, .findPrevious:
      finding.isEmpty ? "nothing is looked for: \(configuration.keymap.keyName(of: .find))" : nil
    case .acknowledge: canAcknowledge ? nil : "no alert waits to be acknowledged"
    case .silence:
      alertToSilence == nil ? "no alert calls: name a rule, :silence RULE 30m" : nil
    case .unsilence: alerts.silences.isEmpty ? "nothing is silenced" : nil
    case .copy: copied == nil ? "there is no row to copy" : nil
    case .crosshair:
      ScreenLayout(self).regions.contains {
        if case .chart = $0.name { ChartFrame.isBoxed($0.rect) } else { false }
      } ? nil : "no chart is drawn here: the screen is too small, or the view has none"
    case .find where view == .metrics: nil
    case .lines where filter.gathers && foci.contains(.log):
      "every line is shown already: Esc goes back to the filter before"
    case .nextError, .previousError, .nextWarning, .previousWarning, .fold, .lines, .find:
      foci.contains(.log) ? nil : "this view has no log: 3 shows it"
    case .live: window.end == .live ? "the screen is live" : nil
    default: nil
    }
  }

  private var reasonWithoutRecord: String? {
    if selectedRecord != nil { return nil }
    return focus == .log
      ? "the log has no row" : "no line of the log is selected: Tab goes to the log"
  }

  private var reasonNotOpened: String? {
    switch focus {
    case .log: selectedLogRow == nil ? "the log has no row" : nil
    case .table(let name): trafficRows(name).isEmpty ? "the table has no row" : nil
    case .list where view == .alerts:
      selectedValue == nil ? "nothing that contributes to this alert is known" : nil
    case .panels: selectedPanel == nil ? "there is no panel" : nil
    case .list where view == .metrics: selectedMetric == nil ? "there is no series" : nil
    case .list: "everything known of a target or a log stands here"
    case .connections: selectedConnection == nil ? "there is no connection" : nil
    case .history: "what has been is all here"
    case .chart: nil
    }
  }

  private var isTableFocused: Bool {
    if case .table = focus { true } else { focus == .connections }
  }

  private var canAcknowledge: Bool {
    guard view == .alerts else { return !alerts.calling.isEmpty }
    return selectedAlert.map { $0.state == .firing && !alerts.isAcknowledged($0) } ?? false
  }
}
