public import LogModel
public import MetricsModel

extension AppState {
  /// The newest report of the log, as it stands on the screen.
  public var logReport: LogReport? { report }

  /// The time of the panels' newest values; nil while none were computed.
  public var panelsEvaluatedAt: Timestamp? { panels?.evaluatedAt }

  /// The newest values of the panels, in the order of the screen.
  public var panelValues: [PanelValues] { panels?.panels ?? [] }

  /// Every rule and every alert.
  public var alertStatuses: [AlertStatus] { alerts.all }
}
