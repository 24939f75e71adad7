/// The selected row of a list and the first one on the screen.
struct ListPosition: Hashable, Sendable {
  /// The selected row.
  private(set) var selected = 0
  /// The first row on the screen.
  private(set) var first = 0

  /// Moves the selection, staying inside `count` rows, and keeps it among `visible` ones.
  mutating func move(by distance: Int, count: Int, visible: Int) {
    let (target, overflow) = selected.addingReportingOverflow(distance)
    select(overflow ? (distance < 0 ? 0 : count) : target, count: count, visible: visible)
  }

  /// Selects the nearest row to `row` that exists and keeps it among `visible` ones.
  mutating func select(_ row: Int, count: Int, visible: Int) {
    selected = min(max(row, 0), max(0, count - 1))
    let height = max(1, visible)
    if selected < first { first = selected }
    if selected - first >= height { first = selected - height + 1 }
    first = min(max(first, 0), max(0, count - height))
  }

  /// Moves selection and screen together, so that the same rows stay where they were.
  mutating func shift(by distance: Int, count: Int, visible: Int) {
    first = max(0, first + distance)
    select(selected + distance, count: count, visible: visible)
  }
}
