/// The panel that movement, sorting and zooming act on.
enum Focus: Hashable, Sendable {
  /// The chart at this place of the screen.
  case chart(Int)
  /// A table of traffic.
  case table(TableName)
  /// The log's list.
  case log
  /// The list of the alerts, metrics or targets view.
  case list
}

/// The tables of traffic.
enum TableName: Hashable, Sendable, CaseIterable {
  case paths
  case addresses

  /// The table's title.
  var title: String {
    switch self {
    case .paths: "Paths"
    case .addresses: "Addresses"
    }
  }

  /// The field of a record that the table's keys are values of.
  var field: String {
    switch self {
    case .paths: Vocabulary.path
    case .addresses: Vocabulary.address
    }
  }
}
