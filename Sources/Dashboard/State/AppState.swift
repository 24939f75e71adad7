public import Charts
import LogModel
import MetricsModel

/// Everything the screen depends on; `apply` is the only place where it changes.
///
/// What the screen wants to know (`logRequest`, `panelRequest`) follows from the rest of the state:
/// after every event the wishes are compared with those that were last handed out, and a changed
/// one goes out as an effect. No command can forget to ask.
public struct AppState: Sendable {
  /// What the dashboard was told when it started.
  public let configuration: DashboardConfiguration
  /// The terminal's size in cells.
  public internal(set) var size = Size(width: 0, height: 0)

  /// The host's clock, as of the last tick.
  var now: Timestamp?
  var targets: [TargetStatus] = []
  var targetRemarks: [String] = []
  var remote: RemoteStatus?
  var sources: [LogSourceStatus] = []
  var report: LogReport?
  var panels: PanelReport?
  var alerts = AlertBook()

  var view = ViewName.overview
  var mode = Mode.browsing
  var detail: RecordDetail?
  var zoomed: Focus?
  var focused: [ViewName: Focus] = [:]
  var filter = FilterStack()
  var window: TimeWindow
  var log = LogList()
  var tables = TrafficTables()
  var connections = ConnectionList()
  var historyPosition = ListPosition()
  var lists: [ViewName: ListPosition] = [:]
  var panelList = ListPosition()
  /// What the metrics view shows: nothing for the biggest movers, a part of a name, or PromQL.
  var metric = ""
  var metrics: MetricsReport?
  var finding = ""
  var search: PendingSearch?
  var searches = 0
  var history = PromptHistory()
  var clock: ClockChoice
  var notice: ShownNotice?
  var handledEnd = false

  private var askedLog: LogRequest?
  private var askedPanels: PanelRequest?
  private var askedMetrics: MetricsRequest?

  /// Whose time the clocks show.
  enum ClockChoice: Hashable, Sendable {
    case local
    case utc
  }

  /// A notice with the time at which it disappears.
  struct ShownNotice: Hashable, Sendable {
    var notice: Notice
    var until: Timestamp?
  }

  /// The state before anything has happened.
  public init(configuration: DashboardConfiguration) {
    self.configuration = configuration
    self.window = TimeWindow(seconds: configuration.windowSeconds)
    self.clock = configuration.startsInUTC ? .utc : .local
    self.view = configuration.view
    guard !configuration.filter.isEmpty else { return }
    switch configuration.parseFilter(configuration.filter) {
    case .success(let parsed): filter.setTyped(configuration.filter, parsed)
    case .failure(let error):
      notice = ShownNotice(notice: Notice(.trouble, "the filter was left out: \(error.message)"))
    }
  }

  /// Takes an event in and returns the work that follows from it; never fails, never waits.
  public mutating func apply(_ event: AppEvent) -> [Effect] {
    var effects: [Effect] = []
    switch event {
    case .input(.key(let key)):
      notice = nil
      effects = press(key)
    case .input(.mouse(let event)): effects = point(event)
    case .input(.paste(let text)): effects = paste(text)
    case .resized(let size): self.size = size
    case .tick(let now): tick(now)
    case .targets(let targets, let remarks): (self.targets, targetRemarks) = (targets, remarks)
    case .remote(let remote): self.remote = remote
    case .sources(let sources): self.sources = sources
    case .log(let report): take(report)
    case .panels(let report): panels = report
    case .metrics(let report): metrics = report
    case .alerts(let alerts): self.alerts.take(alerts, now: now)
    case .detail(let id, let record): take(record, of: id)
    case .notice(let notice): say(notice)
    }
    return effects + askAnew()
  }

  /// The part of the screen that has the focus of the view shown.
  var focus: Focus {
    let available = foci
    if let chosen = focused[view], available.contains(chosen) { return chosen }
    return available.first ?? .log
  }

  /// Shows a notice for some seconds.
  mutating func say(_ notice: Notice) {
    let seconds: Double = notice.kind == .trouble ? 10 : 5
    self.notice = ShownNotice(notice: notice, until: now?.advanced(bySeconds: seconds))
  }

  /// Shows what was done, or why it was not.
  mutating func say(_ text: String, _ kind: Notice.Kind = .done) { say(Notice(kind, text)) }

  private mutating func askAnew() -> [Effect] {
    guard size.width > 0, size.height > 0 else { return [] }
    var effects: [Effect] = []
    let log = logRequest
    if log != askedLog {
      askedLog = log
      effects.append(.analyse(log))
    }
    let panels = panelRequest
    if panels != askedPanels {
      askedPanels = panels
      effects.append(.evaluate(panels))
    }
    let metrics = metricsRequest
    if metrics != askedMetrics {
      askedMetrics = metrics
      effects.append(.browse(metrics))
    }
    return effects
  }
}
