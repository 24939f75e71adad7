import Charts
import LogModel
import MetricsModel

/// The log's list.
struct LogView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let isFocused = state.focus == .log
    drawFrame(state, theme, isFocused, in: rect, on: &canvas)
    let inside = LogFrame.rows(in: rect)
    guard let report = state.report, report.rowCount > 0 else {
      return drawAbsence(state, theme, in: inside, on: &canvas)
    }
    let position = state.log.position(count: report.rowCount, visible: inside.height)
    let showsDate = state.window.seconds >= 86_400 || state.window.frozen != nil && isOld(state)
    let clock = ClockText(state)
    let columns = LogColumns(
      width: inside.width,
      folded: report.request.folded,
      showsDate: showsDate,
      needs: LogRowText.needs(report.rows, clock, theme)
    )
    for line in 0..<inside.height {
      let index = position.first + line
      guard index < report.rowCount else { break }
      let rect = Rect(x: inside.x, y: inside.y + line, width: inside.width, height: 1)
      let held = index - report.firstRow
      guard report.rows.indices.contains(held) else {
        canvas.write(
          "…",
          at: Point(x: rect.x + 1, y: rect.y),
          style: theme.dim,
          width: rect.width - 1
        )
        continue
      }
      let text = LogRowText(report.rows[held], clock, theme)
      draw(text, columns, showsDate, finding: state.finding, theme, in: rect, on: &canvas)
      if index == position.selected, isFocused { mark(rect, theme, on: &canvas) }
    }
    drawPreview(state, below: report.rowCount - position.first, theme, in: inside, on: &canvas)
  }

  /// Says the selected row in full where rows are few and nothing else does.
  private func drawPreview(
    _ state: AppState,
    below used: Int,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    guard state.focus == .log, rect.width >= 62, ScreenLayout(state)[.aside] == nil,
      let row = state.selectedLogRow
    else { return }
    let spare = rect.height - used - 1
    guard spare >= 3 else { return }
    let facts = LogRowFacts(row, ClockText(state), theme).preview(width: rect.width - 4)
    let rows = facts.prefix(min(spare, 9))
    let top = rect.y + rect.height - rows.count
    let rule = String(repeating: "┄", count: rect.width - 2)
    canvas.write(rule, at: Point(x: rect.x + 1, y: top - 1), style: theme.border)
    for (line, runs) in rows.enumerated() {
      canvas.write(runs, at: Point(x: rect.x + 2, y: top + line), width: rect.width - 3)
    }
  }

  private func drawFrame(
    _ state: AppState,
    _ theme: Theme,
    _ isFocused: Bool,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    let title = LogTitle(state, theme)
    let room = rect.width - 6 - TextWidth.columns(of: title.title)
    let trailing = title.trailing.first { TextWidth.columns(of: $0) <= room } ?? []
    if LogFrame.isBoxed(rect) {
      Box(
        title: title.title,
        trailing: trailing,
        isFocused: isFocused,
        style: isFocused ? theme.focusedBorder : theme.border
      ).draw(in: rect, on: &canvas)
      return
    }
    canvas.write(title.title, at: Point(x: rect.x + 1, y: rect.y), width: rect.width - 1)
    let used = TextWidth.columns(of: trailing)
    canvas.write(
      trailing,
      at: Point(x: rect.x + rect.width - 1 - used, y: rect.y),
      width: used
    )
  }

  private func draw(
    _ text: LogRowText,
    _ columns: LogColumns,
    _ showsDate: Bool,
    finding: String,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    let hasPath = columns.slots.contains { $0.name == .path }
    for slot in columns.slots {
      let runs = text.runs(slot, showsDate: showsDate, hasPath: hasPath).flatMap {
        Highlight.runs($0.text, $0.style, needle: finding, found: theme.found)
      }
      canvas.write(runs, at: Point(x: rect.x + slot.column, y: rect.y), width: slot.width)
    }
  }

  private func mark(_ rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    canvas.write("›", at: Point(x: rect.x, y: rect.y), style: theme.key)
    canvas.restyle(rect) { style in
      let background = style.background == .standard ? theme.selection.background : style.background
      return Style(
        style.foreground,
        on: background,
        style.attributes.union(theme.selection.attributes)
      )
    }
  }

  private func drawAbsence(
    _ state: AppState,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    for (index, line) in LogAbsence.lines(state).prefix(rect.height).enumerated() {
      canvas.write(
        line,
        at: Point(x: rect.x + 1, y: rect.y + index),
        style: theme.dim,
        width: rect.width - 2
      )
    }
  }

  private func isOld(_ state: AppState) -> Bool {
    guard let now = state.now, let end = state.window.frozen else { return false }
    return now.seconds(since: end.log) > 43_200
  }
}
