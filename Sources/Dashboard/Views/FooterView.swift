import Charts
import LogModel

/// The last row: keys, what was just said, or the line that is being typed.
struct FooterView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    switch state.mode {
    case .prompt(let prompt): drawPrompt(prompt, state, theme, in: rect, on: &canvas)
    case .crosshair:
      canvas.write(
        [
          Run("←→", theme.key), Run(" move  ", theme.dim), Run("⏎", theme.key),
          Run(" the log there  ", theme.dim), Run("Esc", theme.key), Run(" away", theme.dim),
        ],
        at: Point(x: rect.x + 1, y: rect.y),
        width: rect.width - 1
      )
    default:
      if let notice = state.notice?.notice {
        let style = notice.kind == .trouble ? theme.warning : theme.good
        canvas.write(
          (notice.kind == .trouble ? "! " : "✓ ") + notice.text,
          at: Point(x: rect.x + 1, y: rect.y),
          style: style,
          width: rect.width - 1
        )
      } else if state.mode == .browsing {
        FooterLine.keys(state).draw(in: rect, on: &canvas)
      }
    }
  }

  private func drawPrompt(
    _ prompt: Prompt,
    _ state: AppState,
    _ theme: Theme,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    let name =
      switch prompt.purpose {
      case .filter: "/"
      case .find: "find "
      case .command: ":"
      case .metric: "metric or PromQL "
      }
    let note = note(prompt, state, theme)
    let noteColumns = min(TextWidth.columns(of: note), rect.width / 2)
    let room = max(4, rect.width - noteColumns - 3 - name.count)
    let line = PromptLine(prompt, columns: room, theme)
    canvas.write(
      [Run(name, theme.key)] + line.runs,
      at: Point(x: rect.x, y: rect.y),
      width: rect.width - noteColumns - 1
    )
    canvas.write(
      note,
      at: Point(x: rect.x + rect.width - noteColumns, y: rect.y),
      width: noteColumns
    )
  }

  /// The live count, or what is wrong with the text.
  private func note(_ prompt: Prompt, _ state: AppState, _ theme: Theme) -> [Run] {
    if prompt.purpose == .metric, let error = state.metrics?.error,
      state.metrics?.request.text == prompt.line.text
    {
      return [Run(error.text, theme.warning)]
    }
    if let error = prompt.error { return [Run(error.message, theme.warning)] }
    guard prompt.purpose == .filter, let report = state.report else { return [] }
    guard report.request.filter == state.shownFilter else { return [Run("counting", theme.label)] }
    if let field = report.strangeFields.first {
      return [Run(StrangeFieldText.sentence(field), theme.warning)]
    }
    if report.matched == 0, let hint = report.request.filter.hints.first {
      return [Run(hint, theme.warning)]
    }
    var runs = [
      Run(CountText.grouped(report.matched), theme.title),
      Run(" of \(CountText.grouped(report.received)) match", theme.dim),
    ]
    if report.covered < report.received { runs.append(Run(" so far", theme.label)) }
    return runs
  }
}
