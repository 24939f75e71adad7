/// A column of a table.
public struct TableColumn: Hashable, Sendable {
  /// How wide a column is.
  public enum Width: Hashable, Sendable {
    /// So many columns of the terminal; a column of numbers grows to its longest number.
    case fixed(Int)
    /// At least so many; what is left over is shared by all flexible columns.
    case flexible(min: Int)
  }

  /// On which side its text stands.
  public enum Alignment: Hashable, Sendable {
    /// Text: cut with an ellipsis where it has no room.
    case left
    /// Numbers: never cut.
    case right
  }

  /// Where text that has no room is cut.
  public enum Cut: Hashable, Sendable {
    /// At its end.
    case end
    /// In its middle, so that begin and end of its first run are seen.
    case middle
  }

  /// What stands above it.
  public var title: String
  /// How wide it is.
  public var width: Width
  /// On which side its text stands.
  public var alignment: Alignment
  /// Where there is no room for all, columns of the lowest priority disappear first.
  public var priority: Int
  /// Where text that has no room is cut.
  public var cut: Cut

  /// A column.
  public init(
    title: String,
    width: Width,
    alignment: Alignment = .left,
    priority: Int = 0,
    cut: Cut = .end
  ) {
    self.title = title
    self.width = width
    self.alignment = alignment
    self.priority = priority
    self.cut = cut
  }
}
