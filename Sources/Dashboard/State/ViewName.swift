/// The views, in the order of their number keys.
enum ViewName: Int, Hashable, Sendable, CaseIterable {
  case overview = 1
  case connections
  case log
  case alerts
  case metrics
  case targets

  /// The title in help and on the screen.
  var title: String {
    switch self {
    case .overview: "Overview"
    case .connections: "Connections"
    case .log: "Log"
    case .alerts: "Alerts"
    case .metrics: "Metrics"
    case .targets: "Targets"
    }
  }
}
