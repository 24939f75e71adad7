import Charts
import LogModel

extension AppState {
  /// Moves the selection of whatever has the focus.
  mutating func move(_ command: Command) {
    if command == .follow {
      if foci.contains(.log) { focused[view] = .log }
      detail = nil
      log.follow()
      return
    }
    if detail != nil { return moveInDetail(command) }
    switch focus {
    case .log: moveInLog(command)
    case .table(let name): moveInTable(name, command)
    case .connections: moveInConnections(command)
    case .list: moveInList(command)
    case .history: moveInHistory(command)
    case .panels:
      let visible = visibleListRows
      panelList = panelListPosition
      panelList.move(
        by: distance(command, visible: visible),
        count: panels?.panels.count ?? 0,
        visible: visible
      )
    case .chart(let index):
      if command == .moveLeft || command == .moveRight {
        mode = .crosshair(stepsBack: 0)
      } else if !pagedCharts.isEmpty {
        moveInPanels(index, command)
      }
    }
  }

  private mutating func moveInPanels(_ index: Int, _ command: Command) {
    let paged = pagedCharts
    let page =
      zoomed == nil
      ? ScreenLayout(self).regions.count { $0.name.chart.map(paged.contains) ?? false } : 1
    var position = ListPosition()
    position.select(index, count: charts.count, visible: page)
    position.move(by: distance(command, visible: page), count: charts.count, visible: page)
    focused[view] = .chart(position.selected)
    if zoomed != nil { zoomed = focused[view] }
  }

  private func distance(_ command: Command, visible: Int) -> Int {
    switch command {
    case .moveUp: -1
    case .moveDown: 1
    case .pageUp: -visible
    case .pageDown: visible
    case .halfPageUp: -max(1, visible / 2)
    case .halfPageDown: max(1, visible / 2)
    case .top: -.max
    case .bottom: .max
    default: 0
    }
  }

  private mutating func moveInLog(_ command: Command) {
    if command == .bottom { return log.follow() }
    guard let report, report.request.listsTheSame(as: logRequest) else { return }
    let visible = visibleLogRows
    let distance = distance(command, visible: visible)
    if distance != 0 { log.move(by: distance, in: report, visible: visible) }
  }

  private mutating func moveInTable(_ name: TableName, _ command: Command) {
    let rows = trafficRows(name)
    guard !rows.isEmpty else { return }
    let visible = ScreenLayout(self)[.table(name)].map { max(1, $0.height - 3) } ?? 1
    var position = ListPosition()
    position.select(selectedIndex(in: rows, of: name), count: rows.count, visible: visible)
    position.move(by: distance(command, visible: visible), count: rows.count, visible: visible)
    tables[name].selectedKey = rows[position.selected].key
  }

  private mutating func moveInConnections(_ command: Command) {
    let rows = report?.connections?.rows ?? []
    guard let selected = selectedConnection else { return }
    let visible = ScreenLayout(self)[.connections].map { max(1, $0.height - 3) } ?? 1
    var position = ListPosition()
    position.select(selected.place, count: rows.count, visible: visible)
    position.move(by: distance(command, visible: visible), count: rows.count, visible: visible)
    connections.selected = rows[position.selected].key
  }

  private mutating func moveInHistory(_ command: Command) {
    let visible = ScreenLayout(self)[.history].map { max(1, $0.height - 2) } ?? 1
    let count = HistorySheet(self).rows.count
    let distance = distance(command, visible: visible)
    historyPosition.move(by: distance, count: count, visible: visible)
  }

  private mutating func moveInList(_ command: Command) {
    let count = listCount
    let visible = visibleListRows
    var position = listPosition(of: view, count: count)
    position.move(by: distance(command, visible: visible), count: count, visible: visible)
    lists[view] = position
  }

  private mutating func moveInDetail(_ command: Command) {
    guard var open = detail else { return }
    let count = DetailSheet.fields(of: open.content.record).count
    var position = ListPosition()
    position.select(open.selected, count: count, visible: count)
    position.move(by: distance(command, visible: 10), count: count, visible: count)
    open.selected = position.selected
    detail = open
  }
}
