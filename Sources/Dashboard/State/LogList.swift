import LogModel

/// How the log's list is shown and which of its rows are on the screen.
struct LogList: Hashable, Sendable {
  /// Whether equal messages share a row.
  enum Folding: Hashable, Sendable {
    case folded
    case unfolded
  }

  /// Where the list stands.
  enum Place: Hashable, Sendable {
    /// At its end, moving with it; the newest row is the selected one.
    case following
    /// Where a person left it; rows around `pageStart` are asked for.
    case scrolled(ListPosition, pageStart: Int)
  }

  /// Whether equal messages share a row.
  var folding = Folding.folded
  /// The same while a trace or a connection is gathered, whose lines tell a story one by one.
  var gatheredFolding = Folding.unfolded
  /// Where the list stands.
  private(set) var place = Place.following
  /// The views whose list differs from their usual one.
  private var otherScopes: Set<ViewName> = []
  /// The selected row while scrolled, to stay with it when rows before it vanish.
  private var selectedRow: LogRow.Identity?

  /// Which part of the list is asked for.
  var anchor: LogRequest.Anchor {
    switch place {
    case .following: .tail
    case .scrolled(_, let pageStart): .index(pageStart)
    }
  }

  /// Which records a view lists: in the log's own view all of them, elsewhere what went wrong.
  func scope(in view: ViewName) -> LogRequest.Scope {
    (view == .log) != otherScopes.contains(view) ? .all : .errors
  }

  /// Lists what the view did not list until now.
  mutating func switchScope(in view: ViewName) {
    if otherScopes.remove(view) == nil { otherScopes.insert(view) }
    follow()
  }

  /// Goes to the end and stays there.
  mutating func follow() {
    place = .following
    selectedRow = nil
  }

  /// The selected row and the first row on the screen, of `count` rows of which `visible` fit.
  func position(count: Int, visible: Int) -> ListPosition {
    var position = ListPosition()
    switch place {
    case .following: position.select(count - 1, count: count, visible: visible)
    case .scrolled(let kept, _):
      position = kept
      position.select(kept.selected, count: count, visible: visible)
    }
    return position
  }

  /// Moves the selection; moving beyond the last row follows again.
  mutating func move(by distance: Int, in report: LogReport, visible: Int) {
    let count = report.rowCount
    var position = position(count: count, visible: visible)
    if distance > 0, position.selected >= count - 1 { return follow() }
    position.move(by: distance, count: count, visible: visible)
    stand(at: position, in: report, visible: visible)
  }

  /// Selects a row.
  mutating func select(_ row: Int, in report: LogReport, visible: Int) {
    var position = position(count: report.rowCount, visible: visible)
    position.select(row, count: report.rowCount, visible: visible)
    stand(at: position, in: report, visible: visible)
  }

  /// Stays with the selected record when a new report has it at another index.
  mutating func settle(in report: LogReport, visible: Int) {
    guard case .scrolled(var position, let pageStart) = place else { return }
    if let selectedRow,
      let index = report.rows.firstIndex(where: { $0.identity == selectedRow })
    {
      let shift = report.firstRow + index - position.selected
      position.shift(by: shift, count: report.rowCount, visible: visible)
    }
    place = .scrolled(position, pageStart: pageStart)
    stand(at: position, in: report, visible: visible)
  }

  private mutating func stand(at position: ListPosition, in report: LogReport, visible: Int) {
    let page = max(report.request.count, 300)
    var start = max(0, position.first - (page - visible) / 2)
    if case .scrolled(_, let current) = place {
      let isNearBegin = current > 0 && position.first - current < visible
      let isNearEnd = position.first + 2 * visible > current + page
      if !isNearBegin, !isNearEnd { start = current }
    }
    place = .scrolled(position, pageStart: start)
    let index = position.selected - report.firstRow
    selectedRow = report.rows.indices.contains(index) ? report.rows[index].identity : nil
  }
}

extension LogRow {
  /// What a row stays the same by while records join it.
  enum Identity: Hashable, Sendable {
    case record(LogRecordID)
    case group(UInt32)
  }

  /// What the row stays the same by.
  var identity: Identity { group.map { .group($0) } ?? .record(record.id) }
}
