/// Which columns of a table are shown, and where.
struct TableLayout {
  /// A column that is shown.
  struct Slot: Equatable {
    /// Its index among the table's columns.
    var column: Int
    /// The columns of the terminal it takes, counted from the table's first.
    var columns: Range<Int>
  }

  /// The blanks between columns.
  static let gap = 2

  /// The columns shown, from left to right.
  let slots: [Slot]

  /// Lays out columns for the rows on the screen.
  init(columns: [TableColumn], rows: ArraySlice<TableRow>, width: Int) {
    let least = columns.indices.map { Self.leastWidth(of: $0, in: columns, rows: rows) }
    var shown = Array(columns.indices)
    func needed() -> Int { shown.reduce(-Self.gap) { $0 + least[$1] + Self.gap } }
    while needed() > width, let dropped = Self.leastImportant(of: shown, in: columns) {
      if shown.count == 1, columns[dropped].alignment == .left { break }
      shown.removeAll { $0 == dropped }
    }
    let flexible = shown.filter { if case .flexible = columns[$0].width { true } else { false } }
    var spare = max(0, width - needed())
    var slots: [Slot] = []
    var x = 0
    for index in shown {
      var own = least[index]
      if let place = flexible.firstIndex(of: index) {
        let share = spare / (flexible.count - place)
        own += share
        spare -= share
      }
      slots.append(Slot(column: index, columns: x..<max(x, min(width, x + own))))
      x += own + Self.gap
    }
    self.slots = slots
  }

  /// What a column needs: for numbers, its title and the longest of them.
  private static func leastWidth(
    of index: Int,
    in columns: [TableColumn],
    rows: ArraySlice<TableRow>
  ) -> Int {
    let asked =
      switch columns[index].width {
      case .fixed(let width): max(0, width)
      case .flexible(let least): max(0, least)
      }
    guard columns[index].alignment == .right else { return asked }
    return rows.reduce(asked) { widest, row in
      index < row.cells.count ? max(widest, TextWidth.columns(of: row.cells[index])) : widest
    }
  }

  private static func leastImportant(of shown: [Int], in columns: [TableColumn]) -> Int? {
    shown.reversed().min { columns[$0].priority < columns[$1].priority }
  }
}
