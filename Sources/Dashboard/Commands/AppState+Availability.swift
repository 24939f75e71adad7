import LogModel
import MetricsModel

extension AppState {
  /// Why a command cannot do anything now, nil when it can.
  func reasonDisabled(_ command: Command) -> String? {
    switch command {
    case .sort, .invertSort: isTableFocused ? nil : "only tables are sorted: Tab goes to one"
    case .sameTrace:
      selectedRecord == nil
        ? "no row is selected" : selectedRecord?.trace == nil ? "this line has no trace" : nil
    case .sameConnection:
      selectedRecord == nil
        ? "no row is selected"
        : selectedRecord?.connection == nil ? "this line names no connection" : nil
    case .only, .exclude: selectedStep == nil ? "no row with a value to filter by is selected" : nil
    case .findNext, .findPrevious:
      finding.isEmpty ? "nothing is looked for: \(configuration.keymap.keyName(of: .find))" : nil
    case .acknowledge: canAcknowledge ? nil : "no alert waits to be acknowledged"
    case .copy: copyText == nil ? "there is no row to copy" : nil
    case .crosshair:
      ScreenLayout(self).regions.contains {
        if case .chart = $0.name { ChartFrame.isBoxed($0.rect) } else { false }
      } ? nil : "no chart is drawn here: the screen is too small, or the view has none"
    case .nextError, .previousError, .nextWarning, .previousWarning, .fold, .lines:
      foci.contains(.log) ? nil : "this view has no log: 3 shows it"
    case .live: window.end == .live ? "the screen is live" : nil
    default: nil
    }
  }

  private var isTableFocused: Bool {
    if case .table = focus { true } else { false }
  }

  private var canAcknowledge: Bool {
    guard view == .alerts else { return !alerts.calling.isEmpty }
    return selectedAlert.map { $0.state == .firing && !alerts.isAcknowledged($0) } ?? false
  }
}
