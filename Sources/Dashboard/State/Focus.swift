/// The panel that movement, sorting and zooming act on.
enum Focus: Hashable, Sendable {
  /// The chart at this place of the screen.
  case chart(Int)
  /// A table of traffic.
  case table(TableName)
  /// The log's list.
  case log
  /// The list of connections.
  case connections
  /// The list of the alerts, metrics or targets view.
  case list
  /// The panels of the metrics view.
  case panels
  /// What has happened to alerts.
  case history

  /// Whether it is a chart.
  var isChart: Bool { if case .chart = self { true } else { false } }
}

/// The tables of traffic.
enum TableName: Hashable, Sendable, CaseIterable {
  case paths
  case addresses
  case users
  case agents

  /// The tables of those who open connections.
  static let clients: [TableName] = [.addresses, .users, .agents]

  /// The table's title.
  var title: String {
    switch self {
    case .paths: "Paths"
    case .addresses: "Addresses"
    case .users: "Users"
    case .agents: "User agents"
    }
  }

  /// What one of the keys is called.
  var keyName: String {
    switch self {
    case .paths: "path"
    case .addresses: "address"
    case .users: "user"
    case .agents: "user agent"
    }
  }

  /// One of the keys: `an address`.
  var keyNameWithArticle: String { self == .addresses ? "an \(keyName)" : "a \(keyName)" }

  /// The field of a record that the table's keys are values of.
  var field: String {
    switch self {
    case .paths: Vocabulary.path
    case .addresses: Vocabulary.address
    case .users: Vocabulary.user
    case .agents: Vocabulary.agent
    }
  }
}
