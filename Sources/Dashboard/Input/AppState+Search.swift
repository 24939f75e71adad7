import Charts
import LogModel
import MetricsModel

extension AppState {
  /// Looks for the nearest row that holds the text being looked for.
  mutating func findNext(towards direction: ListSearch.Direction, includingSelected: Bool = false) {
    guard !finding.isEmpty else { return }
    let pattern = Filter.TextPattern(parts: [finding], isPhrase: true)
    look(for: .text, .text(pattern), towards: direction, includingSelected: includingSelected)
  }

  /// Looks for the nearest row of this level; for errors of a higher one too.
  mutating func goToLevel(_ level: Level, towards direction: ListSearch.Direction) {
    let field = FilterField.level.rawValue
    let filter: Filter =
      level == .warn
      ? .field(field, .equals(level.name))
      : .field(field, .compares(.greaterOrEqual, Filter.Operand(level.name)))
    look(for: .level(level), filter, towards: direction)
  }

  private mutating func look(
    for aim: PendingSearch.Aim,
    _ filter: Filter,
    towards direction: ListSearch.Direction,
    includingSelected: Bool = false
  ) {
    searches += 1
    let wanted = ListSearch(
      filter,
      towards: direction,
      from: selectedLogRow?.record.id,
      includingOrigin: includingSelected,
      number: searches
    )
    search = PendingSearch(wanted: wanted, aim: aim)
  }

  /// Goes to the row that a search has found, or says that there is none.
  mutating func takeAnswer(of report: LogReport) {
    guard var pending = search, report.request.search == pending.wanted, let found = report.found
    else { return }
    search = nil
    switch found {
    case .row(let row):
      if foci.contains(.log) { focused[view] = .log }
      log.select(row, in: report, visible: visibleLogRows)
      if !pending.hasMoved { sayFound(pending) }
    case .outside(let record, let time):
      guard let end = shownEnd, !pending.hasMoved else { return }
      moveWindow(around: time, end)
      searches += 1
      pending.wanted.origin = record
      pending.wanted.includesOrigin = true
      pending.wanted.number = searches
      pending.hasMoved = true
      search = pending
    case .nothing: sayMissing(pending)
    }
  }

  /// Pauses the window where a record lies in its middle.
  private mutating func moveWindow(around time: Timestamp, _ end: TimeWindow.Moment) {
    let distance = time.advanced(bySeconds: window.seconds / 2).seconds(since: end.log)
    let moment = end.advanced(bySeconds: distance)
    window.end = .paused(moment)
    handledEnd = true
    say(
      "the next one is outside the window: paused there, "
        + "\(configuration.keymap.keyName(of: .live)) goes live"
    )
  }

  private mutating func sayFound(_ pending: PendingSearch) {
    guard pending.aim == .text else { return }
    let keymap = configuration.keymap
    let names = (keymap.keyName(of: .findNext), keymap.keyName(of: .findPrevious))
    say("\(names.0) finds newer rows, \(names.1) older ones")
  }

  private mutating func sayMissing(_ pending: PendingSearch) {
    let isOlder = pending.wanted.direction == .older
    let what =
      switch pending.aim {
      case .text: "\"\(finding)\" is in no \(isOlder ? "older" : "newer") row of this list"
      case .level(.warn): "no warning \(isOlder ? "before" : "after") this row"
      case .level: "no error \(isOlder ? "before" : "after") this row"
      }
    let held =
      isOlder ? report?.oldest.map { ", which begins at \(ClockText(self).full($0))" } : nil
    let past = loadedPast.map { "; \(CountText.whole($0 * 100))% of the past read" }
    say(what + (held ?? "") + (past ?? ""), .trouble)
  }
}
