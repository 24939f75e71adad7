/// The braille dots of a line: two values a column, four steps a row.
struct BrailleLine {
  /// A cell by its column and its row, counted from the top.
  struct Place: Hashable {
    var column: Int
    var row: Int
  }

  /// The dots of every cell that the line touches.
  private(set) var cells: [Place: UInt32] = [:]
  /// The row of the newest value; nil without values.
  private(set) var lastRow: Int?

  /// A line through values, two a column; a place without a value interrupts it.
  init(values: [Double?], scale: Scale, rows: Int) {
    guard rows > 0 else { return }
    var previous: Int?
    for (place, value) in values.enumerated() {
      guard let value, !value.isNaN else {
        previous = nil
        continue
      }
      let height = Blocks.level(of: scale.fraction(of: value), levels: rows * 4 - 1)
      // A steep rise or fall is drawn upright, to the height of the neighbour.
      let first = previous.map { $0 < height ? $0 + 1 : $0 > height ? $0 - 1 : height } ?? height
      for dot in min(first, height)...max(first, height) {
        let cell = Place(column: place / 2, row: rows - 1 - dot / 4)
        cells[cell, default: 0] |= Self.dots[place % 2][dot % 4]
      }
      previous = height
      lastRow = rows - 1 - height / 4
    }
  }

  /// The dots of a cell's halves, from the bottom.
  private static let dots: [[UInt32]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
}
