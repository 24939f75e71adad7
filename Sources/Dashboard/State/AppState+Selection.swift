import Charts
import LogModel
import MetricsModel

extension AppState {
  /// The panels that are drawn as charts, in the order of the screen.
  var charts: [PanelValues] {
    let all = panels?.panels ?? []
    switch view {
    case .panels: return Self.panels(of: all, isWhole: panels?.request.includesAll ?? false)
    case .connections:
      return PanelDefinition.ofConnections.compactMap { id in
        all.first { $0.definition.id == id }
      }
    case .overview where hasPanelsForLog:
      return heads(of: all)
        + Self.panels(of: all, isWhole: panels?.request.includesAll ?? false)
        .filter { $0.definition.place != .chart }
    default: return heads(of: all)
    }
  }

  /// The charts that are shown page by page: those of the panels view, and those that stand on the
  /// overview in the place of tables and log.
  var pagedCharts: Range<Int> {
    let count = charts.count
    switch view {
    case .panels: return 0..<count
    case .overview where hasPanelsForLog: return heads(of: panels?.panels ?? []).count..<count
    default: return count..<count
    }
  }

  /// Whether the overview shows panels where nothing is read that tables and log could tell.
  var hasPanelsForLog: Bool { view == .overview && !configuration.readsLog }

  private func heads(of panels: [PanelValues]) -> [PanelValues] {
    panels.filter { $0.definition.place == .chart }
  }

  /// The panels of the configuration and of profiles; where there are none, all that say something.
  private static func panels(of all: [PanelValues], isWhole: Bool) -> [PanelValues] {
    let own = all.filter { panel in
      switch panel.definition.author {
      case .program: false
      case .configuration: true
      case .profile: panel.values.contains { $0 != nil }
      }
    }
    guard own.isEmpty, isWhole else { return own }
    return all.filter { $0.absence != .notOffered }
  }

  /// The panels that can have the focus, in the order of Tab, the first one having it at the start.
  var foci: [Focus] {
    switch view {
    case .panels: (0..<max(1, charts.count)).map { .chart($0) }
    case .overview where !pagedCharts.isEmpty: charts.indices.map { .chart($0) }
    case .overview: [.log, .table(.paths), .table(.addresses)] + chartFoci
    case .connections:
      [.connections] + TableName.clients.map { .table($0) } + (hasLog ? [.log] : []) + chartFoci
    case .log: [.log]
    case .alerts: [.list, .history]
    case .metrics: [.list, .panels]
    case .targets: [.list]
    }
  }

  /// The layout without a zoomed panel.
  private var wholeLayout: ScreenLayout {
    var wish = ScreenLayout.Wish(size: size)
    wish.view = view
    wish.charts = charts.count
    return ScreenLayout(wish)
  }

  private var hasLog: Bool { wholeLayout[.log] != nil }

  private var chartFoci: [Focus] {
    wholeLayout.regions.compactMap { placed in
      if case .chart(let index) = placed.name { .chart(index) } else { nil }
    }
  }

  /// How much of the past of the log that is read slowest has been read; nil once all of it was.
  var loadedPast: Double? {
    sources.compactMap { source in
      guard case .loading(let part) = source.health, part.isFinite else { return nil }
      return min(max(part, 0), 1)
    }.min()
  }

  /// Whether a target has not been scraped or a log's past not been read yet.
  var isStillLooking: Bool {
    targets.contains { $0.health == .unknown }
      || sources.contains {
        switch $0.health {
        case .unknown, .loading: true
        case .following, .ended, .down: false
        }
      }
  }

  /// The part of the window's closed connections that lived less than 30 s; nil where too few were closed,
  /// and while none could have lived longer.
  var shortLivedShare: Double? {
    guard let report, WindowCoverage(report).seconds >= TrafficSheet.tellingSeconds else {
      return nil
    }
    let closed = report.closeReasons.reduce(0.0) { $0 + Double($1.count) }
    return closed >= Double(TrafficSheet.tellingCount) ? report.shortLivedShare : nil
  }

  /// Whether the window ends before the first line that is held: of such a time nothing is known.
  var isBeforeTheLog: Bool {
    guard let end = window.frozen?.log, let oldest = report?.oldest else { return false }
    return end < oldest
  }

  /// How many rows of the log fit.
  var visibleLogRows: Int {
    guard let rect = ScreenLayout(self)[.log] else { return 1 }
    return max(1, LogFrame.rows(in: rect).height)
  }

  /// How many rows of the view's list fit.
  var visibleListRows: Int {
    guard let rect = ScreenLayout(self)[.list] else { return 1 }
    return max(1, Box.interior(of: rect).height - (view == .targets ? 0 : 1))
  }

  /// The log's rows on the screen, as far as they are on the page that is held.
  var shownLogRows: [LogRow] {
    guard let report else { return [] }
    let first =
      log.position(count: report.rowCount, visible: visibleLogRows).first - report.firstRow
    let rows = max(0, first)..<max(0, first + visibleLogRows)
    return Array(report.rows[rows.clamped(to: report.rows.indices)])
  }

  /// The log's selected row where it is on the page that is held.
  var selectedLogRow: LogRow? {
    guard let report else { return nil }
    let selected = log.position(count: report.rowCount, visible: visibleLogRows).selected
    let index = selected - report.firstRow
    return report.rows.indices.contains(index) ? report.rows[index] : nil
  }

  /// The rows of a table in their order on the screen.
  func trafficRows(_ table: TableName) -> [TrafficRow] {
    guard let report else { return [] }
    let state = tables[table]
    let rows =
      switch table {
      case .paths: report.paths
      case .addresses: report.addresses
      case .users: report.connections?.users ?? []
      case .agents: report.connections?.agents ?? []
      }
    return state.sort.sorted(rows, state.order, WindowCoverage(report))
  }

  /// The index of a table's selected row.
  func selectedIndex(in rows: [TrafficRow], of table: TableName) -> Int {
    guard let key = tables[table].selectedKey else { return 0 }
    return rows.firstIndex { $0.key == key } ?? 0
  }

  /// The selected connection, and its place in the list.
  var selectedConnection: (place: Int, life: ConnectionLife)? {
    let rows = report?.connections?.rows ?? []
    let place = connections.selected.flatMap { key in rows.firstIndex { $0.key == key } } ?? 0
    return rows.indices.contains(place) ? (place, rows[place]) : nil
  }

  /// The selected row of the alerts view.
  var selectedAlert: AlertStatus? {
    let ordered = alerts.ordered
    let index = listPosition(of: .alerts, count: ordered.count).selected
    return ordered.indices.contains(index) ? ordered[index] : nil
  }

  /// The selected row of the metrics view.
  var selectedPanel: PanelValues? {
    let all = panels?.panels ?? []
    let index = panelListPosition.selected
    return all.indices.contains(index) ? all[index] : nil
  }

  /// How many rows the view's list has.
  var listCount: Int {
    switch view {
    case .alerts: alerts.ordered.count
    case .metrics: metricRows.count
    case .targets: TargetSheet(self).lines.count
    case .overview, .connections, .log, .panels: 0
    }
  }

  /// Where a view's list stands, kept inside its rows.
  func listPosition(of view: ViewName, count: Int) -> ListPosition {
    var position = lists[view] ?? ListPosition()
    position.select(position.selected, count: count, visible: visibleListRows)
    return position
  }

  /// Where the list of panels stands, kept inside its rows.
  var panelListPosition: ListPosition {
    var position = panelList
    position.select(
      position.selected,
      count: panels?.panels.count ?? 0,
      visible: visibleListRows
    )
    return position
  }

  /// The panel that has the focus, where it is one with a query.
  var focusedPanel: PanelValues? {
    switch focus {
    case .chart(let index): charts.indices.contains(index) ? charts[index] : nil
    case .panels: selectedPanel
    default: nil
    }
  }

  /// What `=` and `x` filter by: what the selected row stands for.
  var selectedStep: FilterStack.Step? {
    if detail == nil, focus == .log {
      return selectedLogRow?.likeness.map {
        FilterStack.Step(text: $0.source, filter: $0, origin: .chosen)
      }
    }
    return selectedValue.map { .including($0.field, [$0.value]) }
  }

  /// The field and value that the selected row of a detail, a table or a list stands for.
  var selectedValue: (field: String, value: String)? {
    if let detail {
      let fields = DetailSheet.fields(of: detail.content.record)
      guard fields.indices.contains(detail.selected) else { return nil }
      let isShared = ![.latency, .time].contains(FilterField(named: fields[detail.selected].name))
      guard isShared else { return nil }
      return (fields[detail.selected].name, fields[detail.selected].value)
    }
    switch focus {
    case .table(let name):
      let rows = trafficRows(name)
      let index = selectedIndex(in: rows, of: name)
      return rows.indices.contains(index) ? (name.field, rows[index].key) : nil
    case .list:
      guard view == .alerts, let most = selectedAlert?.contributors.first else { return nil }
      return (most.field, most.value)
    case .connections: return selectedConnection?.life.value
    case .log, .chart, .history, .panels: return nil
    }
  }

  /// The record that actions on traces and connections are about; nil while something else than the log
  /// has the focus.
  var selectedRecord: LogRecord? {
    if let detail { return detail.content.record }
    return focus == .log ? selectedLogRow?.record : nil
  }
}
