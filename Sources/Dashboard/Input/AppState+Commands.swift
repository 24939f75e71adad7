import Charts
import LogModel
import MetricsModel

extension AppState {
  /// Does what a command says.
  mutating func perform(_ command: Command) -> [Effect] {
    if let view = command.view {
      show(view)
      return []
    }
    switch command {
    case .moveUp, .moveDown, .moveLeft, .moveRight, .pageUp, .pageDown, .halfPageUp,
      .halfPageDown, .top, .bottom, .follow:
      move(command)
    case .nextPanel: moveFocus(by: 1)
    case .previousPanel: moveFocus(by: -1)
    case .zoom: zoomed = zoomed == nil ? focus : nil
    case .filter, .find, .command, .byPath, .byAddress, .byAgent, .byField, .sort, .help, .query,
      .crosshair, .save:
      ask(command)
    case .findNext: findNext(towards: .newer)
    case .findPrevious: findNext(towards: .older)
    case .nextError: goToLevel(.error, towards: .newer)
    case .previousError: goToLevel(.error, towards: .older)
    case .nextWarning: goToLevel(.warn, towards: .newer)
    case .previousWarning: goToLevel(.warn, towards: .older)
    case .only, .exclude, .sameTrace, .sameConnection: narrow(command)
    case .back: goBack()
    case .fold: fold()
    case .lines: log.switchScope(in: view)
    case .invertSort: invertSort()
    case .widen: changeWindow { $0.widen() }
    case .narrow: changeWindow { $0.narrow() }
    case .earlier: pan(by: -0.5)
    case .later: pan(by: 0.5)
    case .pause: pauseOrGoOn()
    case .live: goLive()
    case .utc: clock = clock == .utc ? .local : .utc
    default: return act(command)
    }
    return []
  }

  /// Commands whose work is done outside the state.
  private mutating func act(_ command: Command) -> [Effect] {
    switch command {
    case .open: return open()
    case .acknowledge: return acknowledge()
    case .silence: silence(SilenceWish())
    case .unsilence: endSilences(of: nil)
    case .copy: return copy()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .leave: return [.quit]
    case .quit: return quit()
    default: break
    }
    return []
  }

  /// Shows a view as it was left; what lay over the old one is closed.
  mutating func show(_ view: ViewName) {
    let before = scope
    self.view = view
    if scope != before { log.follow() }
    mode = .browsing
    detail = nil
    zoomed = nil
  }

  private mutating func moveFocus(by step: Int) {
    let foci = foci
    guard let index = foci.firstIndex(of: focus), !foci.isEmpty else { return }
    let target = foci[(index + step + foci.count) % foci.count]
    focused[view] = target
    if zoomed != nil { zoomed = target }
  }

  private mutating func goBack() {
    if detail != nil {
      detail = nil
    } else if zoomed != nil {
      zoomed = nil
    } else if view == .metrics, !metric.isEmpty {
      showMetric("")
    } else if let step = filter.pop() {
      log.follow()
      say("filter step removed: \(step.text)")
    } else if !finding.isEmpty {
      finding = ""
      search = nil
    }
  }

  private mutating func quit() -> [Effect] {
    if view != .overview {
      show(.overview)
      return []
    }
    guard configuration.leavingLosesHistory else { return [.quit] }
    mode = .confirmingQuit
    return []
  }

  private mutating func acknowledge() -> [Effect] {
    let chosen =
      view == .alerts ? selectedAlert.map { [$0] } ?? [] : alerts.callingTogether.first ?? []
    let calling = chosen.filter { $0.state == .firing && !alerts.isAcknowledged($0) }
    guard let first = calling.first else { return [] }
    for alert in calling { alerts.acknowledge(alert, now: now) }
    let count = calling.count > 1 ? " ×\(calling.count)" : ""
    say("\(first.rule)\(count) acknowledged, here only")
    return calling.map { .acknowledge($0.identity) }
  }

  private mutating func copy() -> [Effect] {
    guard let copy = copied else { return [] }
    let line = copy.text.split(whereSeparator: \.isNewline).first ?? ""
    say("copied \(copy.what): \(Shortened.text(String(line), columns: 60))")
    return [.copy(copy.text)]
  }

  /// What `y` copies, and what that is: the row, the record, the query.
  var copied: (what: String, text: String)? {
    if let detail { return ("the line", detail.content.record.copyText) }
    switch focus {
    case .log: return selectedLogRow.map { ("the line", $0.record.copyText) }
    case .table(let name):
      let rows = trafficRows(name)
      let index = selectedIndex(in: rows, of: name)
      return rows.indices.contains(index) ? ("the \(name.keyName)", rows[index].key) : nil
    case .connections:
      return selectedConnection.flatMap { $0.life.value }.map { ("the connection", $0.value) }
    case .chart: return focusedPanel.map { ("the query", $0.query) }
    case .history:
      let row = HistorySheet(self).text(at: historyPosition.selected)
      return row.isEmpty ? nil : ("the row", row)
    case .panels: return focusedPanel.map { ("the query", $0.query) }
    case .list where view == .metrics: return selectedMetric.map { ("the query", $0.query) }
    case .list where view == .alerts:
      return selectedAlert.map { ("the alert", "\($0.rule): \($0.summary)\n\($0.expression)") }
    case .list:
      return TargetSheet(self).text(at: listPosition(of: view, count: listCount).selected).map {
        ("the row", $0)
      }
    }
  }
}

extension LogRecord {
  /// The line as it stands in the log, or its message where the line is not at hand.
  fileprivate var copyText: String { text.isEmpty ? message : text }
}
