import LogModel

/// A search through the log whose answer has not come yet.
struct PendingSearch: Hashable, Sendable {
  /// What is looked for.
  enum Aim: Hashable, Sendable {
    /// The text that a person typed.
    case text
    /// A line of this level.
    case level(Level)
  }

  /// What is asked of the log.
  var wanted: ListSearch
  /// What is looked for.
  var aim: Aim
  /// Whether the window was moved to where the row is.
  var hasMoved = false
}
