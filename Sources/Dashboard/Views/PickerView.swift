import Charts
import LogModel

/// A list of a field's values, the worst change first.
struct PickerView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard case .picker(let picker) = state.mode else { return }
    let theme = Theme()
    let choices = state.choices(of: picker)
    let place = OverlayView.centred(
      width: min(100, max(40, rect.width - 8)),
      height: max(8, rect.height - 4),
      in: rect
    )
    let inside = OverlayView.frame(
      "by \(picker.field)",
      trailing: trailing(state, picker, choices.count, theme),
      footer: hints(state, picker, theme),
      in: place,
      on: &canvas
    )
    let rows = Layout.rows([.fixed(1), .weight(1)], in: inside)
    drawSearch(picker, theme, in: rows[0], on: &canvas)
    if choices.isEmpty {
      canvas.write(
        picker.search.text.isEmpty ? "no value yet" : "no value contains this",
        at: Point(x: rows[1].x + 1, y: rows[1].y),
        style: theme.dim,
        width: rows[1].width - 1
      )
      return
    }
    let visible = max(1, rows[1].height - 1)
    let selected = min(picker.selected, choices.count - 1)
    let coverage = state.report.map(WindowCoverage.init)
    Table(
      columns: [
        TableColumn(title: "", width: .fixed(1), priority: 100),
        TableColumn(title: "value", width: .flexible(min: 10), priority: 99, cut: .middle),
        TableColumn(title: "lines", width: .fixed(7), alignment: .right, priority: 90),
        TableColumn(title: "before", width: .fixed(6), alignment: .right, priority: 60),
        TableColumn(title: "change", width: .fixed(6), alignment: .right, priority: 70),
        TableColumn(title: "errors", width: .fixed(6), alignment: .right, priority: 80),
        TableColumn(title: "", width: .fixed(10), priority: 50),
      ],
      rows: choices.map { TableRow(cells: cells($0, picker, coverage, theme)) },
      selection: selected,
      firstRow: max(0, selected - visible + 1),
      headerStyle: theme.dim,
      selectionStyle: theme.selection
    ).draw(in: rows[1], on: &canvas)
  }

  private func cells(
    _ choice: Choice,
    _ picker: ValuePicker,
    _ coverage: WindowCoverage?,
    _ theme: Theme
  ) -> [[Run]] {
    let change = ChangeText(
      current: coverage?.rate(choice.count),
      before: coverage?.rateBefore(choice.countBefore),
      risingIsBad: true
    )
    let before = coverage?.secondsBefore == nil ? "-" : CountText.grouped(choice.countBefore)
    return [
      [Run(picker.marked.contains(choice.value) ? "✓" : " ", theme.good)],
      Highlight.runs(choice.value, theme.text, needle: picker.search.text, found: theme.found),
      [Run(CountText.grouped(choice.count))],
      [Run(before, theme.dim)], [change.run(theme)],
      [Run(CountText.grouped(choice.errors), choice.errors > 0 ? theme.bad : theme.dim)],
      [Run(SparkText.blocks(choice.perBucket, columns: 10), theme.label)],
    ]
  }

  private func trailing(
    _ state: AppState,
    _ picker: ValuePicker,
    _ count: Int,
    _ theme: Theme
  ) -> [Run] {
    guard state.report?.request.picker?.field == picker.field else {
      return [Run("reading", theme.label)]
    }
    let marked = picker.marked.isEmpty ? "" : ", \(picker.marked.count) marked"
    return [Run("\(count) value\(count == 1 ? "" : "s")\(marked)", theme.dim)]
  }

  private func drawSearch(
    _ picker: ValuePicker,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    guard !picker.search.characters.isEmpty || picker.hand == .search else {
      canvas.write(
        "type to narrow; / first where it begins with x or a blank",
        at: Point(x: rect.x + 1, y: rect.y),
        style: theme.dim,
        width: rect.width - 1
      )
      return
    }
    let cursor = picker.hand == .search ? Run(" ", theme.active) : Run("")
    canvas.write(
      [Run("narrowed by ", theme.dim), Run(picker.search.text, theme.filter), cursor],
      at: Point(x: rect.x + 1, y: rect.y),
      width: rect.width - 1
    )
  }

  private func hints(_ state: AppState, _ picker: ValuePicker, _ theme: Theme) -> [Run] {
    let keymap = state.configuration.keymap
    return [Command.pickerOnly, .pickerExclude, .pickerMark].flatMap { command -> [Run] in
      guard let row = keymap.binding(of: command) else { return [] }
      let isTyping = picker.hand == .search
      let key = row.keys.first { key in
        guard isTyping, !key.control, case .character = key.code else { return true }
        return false
      }
      return [
        Run(key.map(KeyName.text(of:)) ?? "", theme.key), Run(" \(row.label ?? "")  ", theme.dim),
      ]
    } + [Run("Esc", theme.key)]
  }
}
