/// A short list of names to choose one from.
struct Chooser: Hashable, Sendable {
  /// What the choice is for.
  enum Purpose: Hashable, Sendable {
    /// The field whose values a picker shall list.
    case field
    /// The column that a table shall be sorted by.
    case sort(TableName)
    /// The order of the list of connections.
    case sortConnections
    /// The format of a saved screen.
    case save
  }

  /// What the choice is for.
  let purpose: Purpose
  /// The names.
  let items: [String]
  /// The selected row.
  var selected = 0
}
