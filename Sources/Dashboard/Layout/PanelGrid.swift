import Charts

/// How a part of the screen is divided among panels: panels of one size in rows, page by page where they do not fit.
struct PanelGrid: Hashable, Sendable {
  /// The least room in which every kind of panel says something.
  private static let least = Size(width: 36, height: 7)
  /// How much wider than high a panel looks best, in cells.
  private static let shape = 3.5

  /// How many panels there are.
  let count: Int
  /// How many stand side by side.
  let columns: Int
  /// How many stand one below the other.
  let rows: Int

  /// The grid for so many panels in a rectangle.
  init(count: Int, in rect: Rect) {
    let count = max(1, count)
    self.count = count
    let mostColumns = max(1, rect.width / Self.least.width)
    let mostRows = max(1, rect.height / Self.least.height)
    let forms = (1...mostColumns).map { columns in
      (columns: columns, rows: (count + columns - 1) / columns)
    }
    let fitting = forms.filter { $0.rows <= mostRows }
    let best = fitting.min { Self.ugliness($0, in: rect) < Self.ugliness($1, in: rect) }
    columns = best?.columns ?? mostColumns
    rows = best?.rows ?? mostRows
  }

  /// How many panels a page has.
  var pageSize: Int { columns * rows }

  /// How many pages there are.
  var pages: Int { (count + pageSize - 1) / pageSize }

  /// The page on which a panel stands.
  func page(of index: Int) -> Int { min(max(0, index), count - 1) / pageSize }

  /// The panels of a page.
  func panels(onPage page: Int) -> Range<Int> {
    let first = min(max(0, page), pages - 1) * pageSize
    return first..<min(count, first + pageSize)
  }

  /// The places of a page's panels; those of its last row share the width.
  func places(onPage page: Int, in rect: Rect) -> [(index: Int, rect: Rect)] {
    let panels = panels(onPage: page)
    let rows = (panels.count + columns - 1) / columns
    let lines = Layout.rows(Array(repeating: .weight(1), count: rows), in: rect)
    return lines.enumerated().flatMap { line, rect in
      let part = panels.dropFirst(line * columns).prefix(columns)
      let places = Layout.columns(Array(repeating: .weight(1), count: part.count), in: rect)
      return zip(part, places).map { (index: $0, rect: $1) }
    }
  }

  private static func ugliness(_ form: (columns: Int, rows: Int), in rect: Rect) -> Double {
    let width = Double(rect.width) / Double(form.columns)
    let height = Double(rect.height) / Double(form.rows)
    let ratio = width / height / shape
    return max(ratio, 1 / ratio)
  }
}
