public import MetricsModel

/// A row of the list that is looked for without hiding the others.
///
/// All records that are held are searched, not only those of the window: what lies outside of it is
/// told with its time.
public struct ListSearch: Hashable, Sendable {
  /// Which way the search goes.
  public enum Direction: Hashable, Sendable {
    /// Towards older rows.
    case older
    /// Towards newer rows.
    case newer
  }

  /// What was found.
  public enum Answer: Hashable, Sendable {
    /// The row of the list at this index, 0 being the oldest.
    case row(Int)
    /// A record outside of the window, and its time on the log's clock.
    case outside(LogRecordID, Timestamp)
    /// Nothing that is held.
    case nothing
  }

  /// What a record must pass.
  public var filter: Filter
  /// Which way the search goes.
  public var direction: Direction
  /// A record of the row at which it begins; nil for the list's end.
  public var origin: LogRecordID?
  /// Whether that row itself may be found.
  public var includesOrigin: Bool
  /// Tells two searches for the same apart.
  public var number: Int

  /// A search that has not begun.
  public init(
    _ filter: Filter,
    towards direction: Direction,
    from origin: LogRecordID?,
    includingOrigin includesOrigin: Bool = false,
    number: Int = 0
  ) {
    self.filter = filter
    self.direction = direction
    self.origin = origin
    self.includesOrigin = includesOrigin
    self.number = number
  }
}
