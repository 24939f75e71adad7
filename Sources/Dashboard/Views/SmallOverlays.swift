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
