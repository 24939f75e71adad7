/// Everything a person can ask of the dashboard; every command has a name, which `:` understands.
enum Command: String, Hashable, Sendable, CaseIterable {
  case moveUp = "up"
  case moveDown = "down"
  case moveLeft = "left"
  case moveRight = "right"
  case pageUp = "page-up"
  case pageDown = "page-down"
  case halfPageUp = "half-page-up"
  case halfPageDown = "half-page-down"
  case top
  case bottom
  case follow
  case showOverview = "overview"
  case showConnections = "connections"
  case showLog = "log"
  case showAlerts = "alerts"
  case showMetrics = "metrics"
  case showTargets = "targets"
  case showPanels = "panels"
  case nextPanel = "next-panel"
  case previousPanel = "previous-panel"
  case zoom
  case filter
  case find
  case findNext = "find-next"
  case findPrevious = "find-previous"
  case byPath = "by-path"
  case byAddress = "by-address"
  case byAgent = "by-agent"
  case byField = "by-field"
  case open
  case only
  case exclude
  case back
  case fold
  case lines
  case nextError = "next-error"
  case previousError = "previous-error"
  case nextWarning = "next-warning"
  case previousWarning = "previous-warning"
  case sameTrace = "same-trace"
  case sameConnection = "same-connection"
  case sort
  case invertSort = "invert-sort"
  case widen
  case narrow
  case earlier
  case later
  case pause
  case live
  case crosshair
  case acknowledge
  case silence
  case unsilence
  case query
  case copy
  case save
  case command
  case utc
  case help
  case redraw
  case suspend
  case quit
  case leave
  case pickerOnly = "picker-only"
  case pickerExclude = "picker-exclude"
  case pickerMark = "picker-mark"

  /// The view that the command shows, nil for commands that show none.
  var view: ViewName? {
    switch self {
    case .showOverview: .overview
    case .showConnections: .connections
    case .showLog: .log
    case .showAlerts: .alerts
    case .showMetrics: .metrics
    case .showTargets: .targets
    case .showPanels: .panels
    default: nil
    }
  }
}
