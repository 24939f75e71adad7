import Charts
import LogModel

extension AppState {
  /// Which way a search goes through the log.
  enum Direction: Hashable, Sendable {
    case older
    case newer
  }

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
    case .list: moveInList(command)
    case .chart:
      if command == .moveLeft || command == .moveRight { mode = .crosshair(stepsBack: 0) }
    }
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

  /// Selects the nearest row that holds the text being looked for, among the rows at hand.
  mutating func findNext(towards direction: Direction, includingSelected: Bool = false) {
    guard !finding.isEmpty else { return }
    let needle = finding.lowercased()
    let isHere = selectRow(towards: direction, includingSelected: includingSelected) { row in
      LogRowText.searchable(row).lowercased().contains(needle)
    }
    if isHere {
      let keymap = configuration.keymap
      say(
        "\(keymap.keyName(of: .findNext)) finds newer rows, \(keymap.keyName(of: .findPrevious)) older ones"
      )
    } else {
      let older = direction == .older ? "older" : "newer"
      say("\"\(finding)\" is not in the \(older) rows at hand; / searches everything", .trouble)
    }
  }

  /// Selects the nearest row of at least this level.
  mutating func goToLevel(_ level: Level, towards direction: Direction) {
    let isHere = selectRow(towards: direction, includingSelected: false) { row in
      level == .warn ? row.record.level == .warn : row.record.level >= level
    }
    if !isHere {
      let way = direction == .older ? "before" : "after"
      say(
        "no \(level == .warn ? "warning" : "error") \(way) this row among those at hand",
        .trouble
      )
    }
  }

  private mutating func selectRow(
    towards direction: Direction,
    includingSelected: Bool,
    where fits: (LogRow) -> Bool
  ) -> Bool {
    guard let report, !report.rows.isEmpty else { return false }
    let visible = visibleLogRows
    let selected = log.position(count: report.rowCount, visible: visible).selected
    let here = selected - report.firstRow
    let found: Int? =
      switch direction {
      case .older:
        report.rows.indices.last {
          ($0 < here || includingSelected && $0 == here) && fits(report.rows[$0])
        }
      case .newer: report.rows.indices.first { $0 > here && fits(report.rows[$0]) }
      }
    guard let found else { return false }
    if foci.contains(.log) { focused[view] = .log }
    log.select(report.firstRow + found, in: report, visible: visible)
    return true
  }
}
