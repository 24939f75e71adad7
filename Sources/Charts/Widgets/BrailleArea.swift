/// The braille characters of a filled area: two values a column, four steps a row.
struct BrailleArea {
  private let heights: [Int?]
  private let rows: Int

  /// An area under values; without a value there is nothing, and zero is one dot high.
  init(values: [Double?], scale: Scale, rows: Int) {
    self.rows = rows
    heights = values.map { value in
      guard let value else { return nil }
      let height = Blocks.level(of: scale.fraction(of: value), levels: rows * 4)
      return value > scale.lower ? max(rows > 1 ? 2 : 1, height) : max(1, height)
    }
  }

  /// The character of a cell, its row counted from the top; nil where the area does not reach.
  func scalar(column: Int, row: Int) -> Unicode.Scalar? {
    let left = dots(at: column * 2, row: row)
    let right = dots(at: column * 2 + 1, row: row)
    guard left + right > 0 else { return nil }
    return Unicode.Scalar(0x2800 | Self.left[left] | Self.right[right])
  }

  private func dots(at place: Int, row: Int) -> Int {
    guard place < heights.count, let height = heights[place] else { return 0 }
    return min(4, max(0, height - (rows - 1 - row) * 4))
  }

  /// The dots of a cell's halves, filled from the bottom.
  private static let left: [UInt32] = [0, 0x40, 0x44, 0x46, 0x47]
  private static let right: [UInt32] = [0, 0x80, 0xA0, 0xB0, 0xB8]
}
