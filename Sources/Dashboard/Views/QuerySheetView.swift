import Charts

/// The numbers of the screen with the PromQL behind each, ready to be copied or asked.
///
///     ╭ Where the numbers come from ──────────────────── 3 of 41 ╮
///     │ Connections                                              │
///     │ › Connections                                      9,481 │
///     │     sum(im_ws_connections)                               │
///     │   Connections +                                    +12/s │
///     ╰ ↑↓ Tab move  y copy  ⏎ ask in 5 ─────────────────────────╯
struct QuerySheetView: RegionView {
  /// The most rows that the query of an entry takes.
  private static let longestQuery = 30

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard case .queries(let place) = state.mode else { return }
    let theme = Theme()
    let sheet = QuerySheet(state)
    let index = sheet.index(of: place) ?? 0
    let count = sheet.entries.count
    let width = min(130, rect.width)
    let (rows, selected) = Self.rows(sheet, index, theme, width: max(1, width - 4))
    let frame = OverlayView.centred(
      width: width,
      height: min(rect.height, max(3, rows.count + 2)),
      in: rect
    )
    let keymap = state.configuration.keymap
    let inside = OverlayView.frame(
      "Where the numbers come from",
      trailing: [Run("\(min(index + 1, count)) of \(count)", theme.dim)],
      footer: [
        Run("↑↓ \(keymap.keyName(of: .nextPanel))", theme.key), Run(" move  ", theme.dim),
        Run(keymap.keyName(of: .copy), theme.key), Run(" copy  ", theme.dim),
        Run("⏎", theme.key), Run(" ask in 5  ", theme.dim), Run("Esc", theme.key),
      ],
      in: frame,
      on: &canvas
    )
    Paragraph(rows: rows, first: Self.first(selected, of: rows.count, visible: inside.height))
      .draw(in: inside, on: &canvas)
  }

  /// All rows, and which of them belong to the selected entry.
  private static func rows(
    _ sheet: QuerySheet,
    _ index: Int,
    _ theme: Theme,
    width: Int
  ) -> (rows: [[Run]], selected: Range<Int>) {
    var rows: [[Run]] = []
    var selected = 0..<0
    var part: QueryPart?
    for (place, entry) in sheet.entries.enumerated() {
      if entry.part != part {
        if part != nil { rows.append([]) }
        rows.append([Run(sheet.title(of: entry.part), theme.title)])
        part = entry.part
      }
      let first = rows.count
      rows += self.rows(entry, isSelected: place == index, theme, width: width)
      if place == index { selected = first..<rows.count }
    }
    if rows.isEmpty { rows = [[Run("no number is on the screen yet", theme.dim)]] }
    return (rows, selected)
  }

  /// An entry: its title and number, its query, in full where it is selected, and what is to be known.
  private static func rows(
    _ entry: ShownQuery,
    isSelected: Bool,
    _ theme: Theme,
    width: Int
  ) -> [[Run]] {
    let mark = Run(isSelected ? "› " : "  ", theme.key)
    let number = TextWidth.columns(of: entry.number)
    let title = Shortened.padded(entry.title, columns: max(1, width - number - 4))
    let style = isSelected ? theme.active : theme.text
    let head = [mark, Run(title, style), Run("  \(entry.number)", theme.title)]
    let room = max(1, width - 4)
    guard isSelected else {
      return [head, [Run("    \(Shortened.text(entry.text, columns: room))", theme.dim)]]
    }
    let query = WrappedText.rows(entry.text, width: room, limit: longestQuery)
    let notes = entry.notes.flatMap { WrappedText.rows("· \($0)", width: room, limit: 4) }
    let remarks = entry.remarks.flatMap { WrappedText.rows("! \($0)", width: room, limit: 4) }
    return [head] + query.map { [Run("    \($0)", theme.label)] }
      + notes.map { [Run("    \($0)", theme.dim)] }
      + remarks.map { [Run("    \($0)", theme.warning)] }
  }

  /// The first row shown, so that the selected entry has some rows before it.
  private static func first(_ selected: Range<Int>, of count: Int, visible: Int) -> Int {
    let last = max(0, count - visible)
    let wanted = max(selected.lowerBound - visible / 3, selected.upperBound - visible)
    return min(max(0, min(wanted, selected.lowerBound)), last)
  }
}
