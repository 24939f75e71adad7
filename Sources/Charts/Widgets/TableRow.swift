/// A row of a table.
public struct TableRow: Hashable, Sendable {
  /// The cells in the order of the columns; missing ones are blank.
  public var cells: [[Run]]

  /// A row.
  public init(cells: [[Run]]) { self.cells = cells }
}
