import Charts

/// A short list of names to choose one from.
struct ChooserView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard case .chooser(let chooser) = state.mode else { return }
    let theme = Theme()
    let title =
      switch chooser.purpose {
      case .field: "by which field?"
      case .sort, .sortConnections: "sort by"
      case .save: "save the screen as"
      }
    let place = OverlayView.centred(width: 30, height: chooser.items.count + 2, in: rect)
    let inside = OverlayView.frame(title, in: place, on: &canvas)
    let first = max(0, chooser.selected - max(1, inside.height) + 1)
    for line in 0..<inside.height where chooser.items.indices.contains(first + line) {
      let isSelected = first + line == chooser.selected
      canvas.write(
        (isSelected ? "› " : "  ") + chooser.items[first + line],
        at: Point(x: inside.x, y: inside.y + line),
        style: isSelected ? theme.active : theme.text,
        width: inside.width
      )
    }
  }
}

/// The key table.
struct HelpView: RegionView {
  /// How many lines of the table a rectangle shows.
  static func rows(in rect: Rect) -> Int { Box.interior(of: rect).height }

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard case .help(let first) = state.mode else { return }
    let theme = Theme()
    let lines = HelpSheet.lines(state.configuration.keymap)
    let place = OverlayView.centred(width: 100, height: rect.height, in: rect)
    let visible = Self.rows(in: place)
    let start = min(first, max(0, lines.count - visible))
    let last = min(lines.count, start + visible)
    let part = visible < lines.count ? "\(start + 1)–\(last) of \(lines.count)" : ""
    let inside = OverlayView.frame(
      "Keys",
      trailing: [Run(part, theme.dim)],
      footer: [Run("↑↓", theme.key), Run(" scroll, any other key closes", theme.dim)],
      in: place,
      on: &canvas
    )
    Paragraph(rows: lines, first: start).draw(in: inside, on: &canvas)
  }
}

/// The query behind a panel, ready to be copied.
struct QueryView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard case .query(let shown) = state.mode else { return }
    let theme = Theme()
    let width = min(100, rect.width - 4)
    let rows = Self.rows(shown, theme, width: max(1, width - 4), limit: max(1, rect.height - 2))
    let place = OverlayView.centred(width: width, height: rows.count + 2, in: rect)
    let inside = OverlayView.frame(
      shown.title,
      footer: [
        Run(state.configuration.keymap.keyName(of: .copy), theme.key), Run(" copy  ", theme.dim),
        Run(state.configuration.keymap.keyName(of: .query), theme.key),
        Run(" next number", theme.dim),
      ],
      in: place,
      on: &canvas
    )
    Paragraph(rows: rows).draw(in: inside, on: &canvas)
  }

  /// The query in at most `limit` rows, then what is remarked about it.
  static func rows(_ shown: ShownQuery, _ theme: Theme, width: Int, limit: Int) -> [[Run]] {
    let remarks = shown.remarks.flatMap { WrappedText.rows("! \($0)", width: width, limit: 3) }
      .prefix(limit / 2)
    let query = WrappedText.rows(shown.text, width: width, limit: limit - remarks.count)
    return query.map { [Run($0, theme.label)] } + remarks.map { [Run($0, theme.warning)] }
  }
}

/// The question before leaving.
struct QuitView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let place = OverlayView.centred(width: 60, height: 4, in: rect)
    let inside = OverlayView.frame("Leave?", in: place, on: &canvas)
    Paragraph(rows: [
      [Run("What came through standard input cannot be read again.")],
      [
        Run("y", theme.key), Run(" or ", theme.dim), Run("Enter", theme.key),
        Run(" leaves, any other key stays", theme.dim),
      ],
    ]).draw(in: inside, on: &canvas)
  }
}
