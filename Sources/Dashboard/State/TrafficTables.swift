import LogModel

/// How the tables of paths and addresses are sorted and which of their rows are selected.
struct TrafficTables: Hashable, Sendable {
  /// One table.
  struct TableState: Hashable, Sendable {
    /// The column that the rows are sorted by.
    var sort = TrafficSort.change
    /// Whether the greatest stands first.
    var order = Order.descending
    /// The selected key; it stays selected wherever the order puts it.
    var selectedKey: String?
  }

  /// The order of rows.
  enum Order: Hashable, Sendable {
    case ascending
    case descending

    /// The other order.
    var opposite: Order { self == .ascending ? .descending : .ascending }
  }

  private var states: [TableName: TableState] = [:]

  /// One table's state.
  subscript(name: TableName) -> TableState {
    get { states[name] ?? TableState() }
    set { states[name] = newValue }
  }
}
