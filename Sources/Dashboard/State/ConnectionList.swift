import LogModel
import MetricsModel

/// How the list of connections is sorted and which of its rows is selected.
struct ConnectionList: Hashable, Sendable {
  /// What the rows are sorted by.
  var order = ConnectionLife.Order.latest
  /// Whether the last stands first.
  var isReversed = false
  /// The key of the selected connection; it stays selected wherever the order puts it.
  var selected: String?

  /// Sorts by something else; the same again turns the order round.
  mutating func sort(by order: ConnectionLife.Order) {
    isReversed = self.order == order ? !isReversed : false
    self.order = order
    selected = nil
  }
}

extension ConnectionLife {
  /// What tells it from the others of a list.
  var key: String {
    id.isEmpty ? "\(address ?? "") \(ended?.milliseconds ?? 0) \(lines)" : id
  }

  /// What `=` and `x` filter by: the connection, or the address of one without a name.
  var value: (field: String, value: String)? {
    if !id.isEmpty { return (Vocabulary.connection, id) }
    return address.map { (Vocabulary.address, $0) }
  }
}

extension ConnectionLife.Order {
  /// The word in the list's title and in the list of columns.
  var name: String {
    switch self {
    case .latest: "latest"
    case .life: "life"
    case .troubles: "errors"
    case .lines: "lines"
    }
  }
}
