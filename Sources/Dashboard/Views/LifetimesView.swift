import Charts
import LogModel

/// How long the window's connections lived that ended, and how old those are that are open.
struct LifetimesView: RegionView {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = Theme()
    let report = state.report?.connections
    Box(
      title: [Run("Lifetimes", theme.title)],
      trailing: report?.median.map {
        [Run("median ", theme.dim), Run(LifeText.text($0), theme.title)]
      } ?? [],
      style: theme.border
    ).draw(in: rect, on: &canvas)
    let inside = Box.interior(of: rect)
    guard let report else {
      canvas.write(
        "counting in the log",
        at: Point(x: inside.x + 1, y: inside.y),
        style: theme.dim,
        width: inside.width - 1
      )
      return
    }
    let classes = LifeClass.all(of: report, atMost: max(1, inside.height - 1))
    let greatest = max(1, classes.map { max($0.ended, $0.open) }.max() ?? 1)
    drawHead(theme, in: inside, on: &canvas)
    for (index, life) in classes.prefix(max(0, inside.height - 1)).enumerated() {
      draw(life, of: greatest, theme, in: inside, y: inside.y + 1 + index, on: &canvas)
    }
  }

  /// The columns: a class, how many ended with a bar, how many are open.
  private func drawHead(_ theme: Theme, in rect: Rect, on canvas: inout Canvas) {
    let head = "life" + String(repeating: " ", count: 6) + " ended"
    canvas.write(head, at: Point(x: rect.x + 1, y: rect.y), style: theme.dim, width: rect.width - 1)
    let open = rect.width < 30 ? "open" : "open now"
    guard rect.width >= 26 else { return }
    canvas.write(
      open,
      at: Point(x: rect.x + rect.width - 1 - open.count, y: rect.y),
      style: theme.dim,
      width: open.count
    )
  }

  private func draw(
    _ life: LifeClass,
    of greatest: Int,
    _ theme: Theme,
    in rect: Rect,
    y: Int,
    on canvas: inout Canvas
  ) {
    let ended = Shortened.right(Unit.short.format(Double(life.ended)), columns: 6)
    let open = Shortened.right(Unit.short.format(Double(life.open)), columns: 6)
    let isShort = life.isShort && life.ended > 0
    canvas.write(
      [
        Run(Shortened.padded(life.name, columns: 10), theme.dim),
        Run(ended, life.ended == 0 ? theme.dim : isShort ? theme.warning : theme.title),
      ],
      at: Point(x: rect.x + 1, y: y),
      width: rect.width - 1
    )
    guard rect.width >= 26 else { return }
    let bar = Rect(x: rect.x + 18, y: y, width: rect.width - 18 - 8, height: 1)
    Bar(
      fraction: Double(life.ended) / Double(greatest),
      style: isShort ? theme.warning : theme.label
    ).draw(in: bar, on: &canvas)
    canvas.write(
      [Run(open, life.open == 0 ? theme.dim : theme.good)],
      at: Point(x: rect.x + rect.width - 7, y: y),
      width: 6
    )
  }
}
