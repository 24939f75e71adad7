import Charts
import LogModel

/// Whatever lies over the body: a detail, a list of values, help, queries, a question.
struct OverlayView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    if state.detail != nil { DetailView().draw(state, in: rect, on: &canvas) }
    switch state.mode {
    case .picker: PickerView().draw(state, in: rect, on: &canvas)
    case .chooser: ChooserView().draw(state, in: rect, on: &canvas)
    case .help: HelpView().draw(state, in: rect, on: &canvas)
    case .queries: QuerySheetView().draw(state, in: rect, on: &canvas)
    case .confirmingQuit: QuitView().draw(state, in: rect, on: &canvas)
    case .prompt: CompletionView().draw(state, in: rect, on: &canvas)
    case .browsing, .crosshair, .selecting: break
    }
  }

  /// A rectangle of a size in the middle of another.
  static func centred(width: Int, height: Int, in rect: Rect) -> Rect {
    let width = min(width, rect.width)
    let height = min(height, rect.height)
    return Rect(
      x: rect.x + (rect.width - width) / 2,
      y: rect.y + (rect.height - height) / 2,
      width: width,
      height: height
    )
  }

  /// Clears a rectangle and draws a box around it.
  static func frame(
    _ title: String,
    trailing: [Run] = [],
    footer: [Run] = [],
    in rect: Rect,
    on canvas: inout Canvas
  ) -> Rect {
    let theme = Theme()
    canvas.fill(rect)
    Box(
      title: [Run(title, theme.title)],
      trailing: trailing,
      footer: footer,
      isFocused: true,
      style: theme.focusedBorder
    ).draw(in: rect, on: &canvas)
    return Box.interior(of: rect)
  }
}

/// One record, whole.
struct DetailView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let detail = state.detail else { return }
    let theme = Theme()
    let width = rect.width >= 140 ? rect.width * 3 / 5 : rect.width
    let place = Rect(x: rect.x + rect.width - width, y: rect.y, width: width, height: rect.height)
    let record = detail.content.record
    var trailing: [Run] = []
    switch detail.content {
    case .loading: trailing = [Run("reading the whole line", theme.label)]
    case .gone: trailing = [Run("no longer held: this is what its row knew", theme.warning)]
    case .loaded: break
    }
    let footer = [
      Run("=", theme.key), Run(" only ", theme.dim), Run("x", theme.key), Run(" not ", theme.dim),
      Run("o", theme.key), Run(" trace ", theme.dim), Run("O", theme.key),
      Run(" connection ", theme.dim), Run("y", theme.key), Run(" copy ", theme.dim),
      Run("Esc", theme.key),
    ]
    let title = "\(ClockText(state).full(record.time)) \(record.level.name.uppercased())"
    let inside = OverlayView.frame(
      title,
      trailing: trailing,
      footer: footer,
      in: place,
      on: &canvas
    )
    let clock = ClockText(state)
    let facts = LogRowFacts(detail.row, clock, theme).rows(width: max(1, inside.width - 2))
    let fields = DetailText.rows(
      record,
      selected: detail.selected,
      width: max(1, inside.width - 2),
      theme
    )
    let row = DetailText.firstRow(
      of: detail.selected,
      record,
      width: max(1, inside.width - 2),
      theme
    )
    let last = facts.count + row
    Paragraph(rows: facts + fields, first: max(0, last - max(0, inside.height - 4))).draw(
      in: inside,
      on: &canvas
    )
  }
}
