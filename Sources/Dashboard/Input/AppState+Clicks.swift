import Charts
import LogModel
import MetricsModel

extension AppState {
  /// A click into the header: a view's number, the filter's cross, the window's state.
  mutating func clickHeader(at column: Int, in rect: Rect) {
    guard let part = HeaderLine(self).line.part(at: column - rect.x, width: rect.width) else {
      return
    }
    switch part {
    case .view(let view): show(view)
    case .filter:
      filter.pop()
      log.follow()
    case .state: pauseOrGoOn()
    case .window: changeWindow { $0.widen() }
    case .clock: clock = clock == .utc ? .local : .utc
    case .target, .remote, .source, .brand: show(.targets)
    }
  }

  /// A click on a banner shows the alert among the others.
  mutating func clickBanner(row: Int) {
    let rows = BannerList(self).rows
    guard rows.indices.contains(row), let identity = rows[row].identity else { return }
    show(.alerts)
    let ordered = alerts.ordered
    guard let index = ordered.firstIndex(where: { $0.identity == identity }) else { return }
    var position = ListPosition()
    position.select(index, count: ordered.count, visible: visibleListRows)
    lists[.alerts] = position
  }

  /// A click into a table selects a row, a second one filters by it; a title sorts.
  mutating func clickTable(_ name: TableName, at point: Point, in rect: Rect) -> [Effect] {
    let rows = trafficRows(name)
    let sheet = TrafficSheet(self, name)
    switch sheet.table(height: rect.height - 3).part(at: point, in: Box.interior(of: rect)) {
    case .title(let column):
      if let sort = sheet.sort(ofColumn: column) { self.sort(name, by: sort) }
    case .row(let row):
      guard rows.indices.contains(row) else { return [] }
      if tables[name].selectedKey == rows[row].key { return open() }
      tables[name].selectedKey = rows[row].key
    case nil: break
    }
    return []
  }

  /// A click into the list of connections selects a row, a second one opens it; a title sorts.
  mutating func clickConnections(at point: Point, in rect: Rect) -> [Effect] {
    let rows = report?.connections?.rows ?? []
    let sheet = ConnectionSheet(self)
    switch sheet.table(height: rect.height - 3).part(at: point, in: Box.interior(of: rect)) {
    case .title(let column):
      if let order = ConnectionSheet.order(ofColumn: column) { connections.sort(by: order) }
    case .row(let row):
      guard rows.indices.contains(row) else { return [] }
      if selectedConnection?.place == row, connections.selected != nil { return open() }
      connections.selected = rows[row].key
    case nil: break
    }
    return []
  }

  /// A click into the log selects a row, a second one opens it.
  mutating func clickLog(row: Int) -> [Effect] {
    guard let report, row >= 0, row < visibleLogRows else { return [] }
    let position = log.position(count: report.rowCount, visible: visibleLogRows)
    let target = position.first + row
    guard target < report.rowCount else { return [] }
    if target == position.selected { return open() }
    log.select(target, in: report, visible: visibleLogRows)
    return []
  }

  /// A click into a view's list selects a row.
  mutating func clickList(row: Int) {
    let count = listCount
    var position = listPosition(of: view, count: count)
    let header = view == .targets ? 1 : 2
    guard row >= header else { return }
    if focus == .panels {
      let panels = panels?.panels.count ?? 0
      panelList.select(panelList.first + row - header, count: panels, visible: visibleListRows)
      return
    }
    position.select(position.first + row - header, count: count, visible: visibleListRows)
    lists[view] = position
  }

  /// A click on a word of the footer is its key.
  mutating func clickFooter(at column: Int, in rect: Rect) -> [Effect] {
    let line = FooterLine.keys(self)
    guard let command = line.part(at: column - rect.x, width: rect.width) else { return [] }
    return reasonDisabled(command) == nil ? perform(command) : []
  }
}
