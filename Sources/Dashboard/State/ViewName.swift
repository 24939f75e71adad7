/// The views, in the order of their number keys.
public enum ViewName: Int, Hashable, Sendable, CaseIterable {
  /// Charts, tables, what went wrong.
  case overview = 1
  /// Connections one by one, and who opens them.
  case connections
  /// The log at full height.
  case log
  /// Every rule with its state.
  case alerts
  /// Metrics.
  case metrics
  /// Targets and log sources.
  case targets
  /// The panels of the configuration and of profiles.
  case panels

  /// The view of a name, as `:` knows it: `connections`; nil when there is no such view.
  public init?(named name: String) {
    guard let view = Command(rawValue: name)?.view else { return nil }
    self = view
  }

  /// The names of all views.
  public static let names = Command.allCases.filter { $0.view != nil }.map(\.rawValue)

  /// The title in help and on the screen.
  var title: String {
    switch self {
    case .overview: "Overview"
    case .connections: "Connections"
    case .log: "Log"
    case .alerts: "Alerts"
    case .metrics: "Metrics"
    case .targets: "Targets"
    case .panels: "Panels"
    }
  }
}
