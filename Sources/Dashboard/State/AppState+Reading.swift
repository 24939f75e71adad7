public import LogModel
public import MetricsModel

extension AppState {
  /// The newest report of the log, as it stands on the screen.
  public var logReport: LogReport? { report }

  /// The newest values of the panels, in the order of the screen.
  public var panelValues: [PanelValues] { panels?.panels ?? [] }

  /// Every rule and every alert.
  public var alertStatuses: [AlertStatus] { alerts.all }
}
