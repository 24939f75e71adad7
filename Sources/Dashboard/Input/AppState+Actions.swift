import LogModel
import MetricsModel

extension AppState {
  /// Opens whatever lies over the view to ask for more.
  mutating func ask(_ command: Command) {
    switch command {
    case .filter:
      let typed = filter.typed
      mode = .prompt(
        Prompt(.filter, text: typed?.text ?? "", understood: typed?.filter ?? .all)
      )
    case .find where view == .metrics: mode = .prompt(Prompt(.metric, text: metric))
    case .find: mode = .prompt(Prompt(.find))
    case .command: mode = .prompt(Prompt(.command))
    case .byPath: mode = .picker(ValuePicker(field: Vocabulary.path))
    case .byAddress: mode = .picker(ValuePicker(field: Vocabulary.address))
    case .byAgent: mode = .picker(ValuePicker(field: Vocabulary.agent))
    case .byField: mode = .chooser(Chooser(purpose: .field, items: Vocabulary.pickable))
    case .sort: askForColumn()
    case .help: mode = .help(firstLine: 0)
    case .query: showQueries()
    case .crosshair: mode = .crosshair(stepsBack: 0)
    case .save:
      mode = .chooser(Chooser(purpose: .save, items: ScreenFormat.allCases.map(\.rawValue)))
    default: break
    }
  }

  private mutating func askForColumn() {
    if focus == .connections {
      let orders = ConnectionLife.Order.allCases
      var chooser = Chooser(purpose: .sortConnections, items: orders.map(\.name))
      chooser.selected = orders.firstIndex(of: connections.order) ?? 0
      mode = .chooser(chooser)
      return
    }
    guard case .table(let name) = focus else { return }
    let columns = TrafficSort.columns(of: name)
    var chooser = Chooser(purpose: .sort(name), items: columns.map { $0.name(in: name) })
    chooser.selected = columns.firstIndex(of: tables[name].sort) ?? 0
    mode = .chooser(chooser)
  }

  /// Opens the selected row.
  mutating func open() -> [Effect] {
    switch focus {
    case .log:
      guard let row = selectedLogRow else { return [] }
      detail = RecordDetail(row: row, content: .loading(row.record))
      return [.loadDetail(row.record.id)]
    case .table: narrow(.only)
    case .connections: openConnection()
    case .list where view == .alerts:
      guard let chosen = selectedValue else { return [] }
      show(.overview)
      push(.including(chosen.field, [chosen.value]))
    case .panels: showQueries()
    case .list where view == .metrics: showQueries()
    case .list, .history: break
    case .chart: zoomed = zoomed == nil ? focus : nil
    }
    return []
  }

  /// Shows every line of the selected connection, whatever its level.
  mutating func openConnection() {
    guard let value = selectedConnection?.life.value else { return }
    show(.log)
    push(.including(value.field, [value.value], origin: .gathering))
  }

  /// Adds a step to the filter and shows the newest of what is left.
  mutating func push(_ step: FilterStack.Step) {
    if !filter.push(step) { say("the filter says so already") }
    detail = nil
    log.follow()
  }

  /// Narrows the view by the selected row.
  mutating func narrow(_ command: Command) {
    let record = selectedRecord
    switch command {
    case .only:
      if let step = selectedStep { push(step) }
    case .exclude:
      if let step = selectedStep { push(step.opposite) }
    case .sameTrace:
      if let trace = record?.trace {
        push(.including(Vocabulary.trace, [trace], origin: .gathering))
      }
    case .sameConnection where record == nil: openConnection()
    case .sameConnection:
      if let connection = record?.connection {
        push(.including(Vocabulary.connection, [connection], origin: .gathering))
      }
    default: break
    }
  }

  /// Folds equal messages, or unfolds them.
  mutating func fold() {
    folding = folding == .folded ? .unfolded : .folded
    log.follow()
  }

  /// Sorts a table by a column; the same column again turns the order round.
  mutating func sort(_ table: TableName, by column: TrafficSort) {
    if tables[table].sort == column {
      tables[table].order = tables[table].order.opposite
    } else {
      tables[table].sort = column
      tables[table].order = .descending
    }
    tables[table].selectedKey = nil
  }

  /// Turns the order of the focused table round.
  mutating func invertSort() {
    if focus == .connections {
      connections.isReversed.toggle()
      connections.selected = nil
    }
    guard case .table(let name) = focus else { return }
    tables[name].order = tables[name].order.opposite
    tables[name].selectedKey = nil
  }
}
