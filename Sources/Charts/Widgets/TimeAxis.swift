/// Labels of a chart's time, written over a border: `───15m ───── 10m ───── 5m ───── now───`.
///
/// A label that has no room is left out; none is cut, none touches another.
public struct TimeAxis: Widget {
  /// Where along the axis, 0 being its left and 1 its right end, and what stands there.
  public var ticks: [(position: Double, label: String)]
  /// The look.
  public var style: Style

  /// An axis.
  public init(ticks: [(position: Double, label: String)], style: Style = .plain) {
    self.ticks = ticks
    self.style = style
  }

  /// Writes the labels over the first row of `rect`, of which the left end is the position 0.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    var taken: [Range<Int>] = []
    for tick in inOrderOfImportance() where (0...1).contains(tick.position) {
      let columns = TextWidth.columns(of: tick.label)
      guard columns > 0, columns <= rect.width else { continue }
      let centre = Blocks.level(of: tick.position, levels: rect.width - 1)
      let start = min(rect.width - columns, max(0, centre - columns / 2))
      let room = (start - 1)..<(start + columns + 1)
      guard !taken.contains(where: { $0.overlaps(room) }) else { continue }
      taken.append(room)
      draw(tick.label, at: start, columns: columns, in: rect, on: &canvas)
    }
  }

  /// The end first, then the begin, then the rest from the right: `now` is never the one left out.
  private func inOrderOfImportance() -> [(position: Double, label: String)] {
    let sorted = ticks.sorted { $0.position > $1.position }
    guard let last = sorted.first, let first = sorted.dropFirst().last else { return sorted }
    return [last, first] + sorted.dropFirst().dropLast()
  }

  private func draw(
    _ label: String,
    at start: Int,
    columns: Int,
    in rect: Rect,
    on canvas: inout Canvas
  ) {
    if start > 0 { canvas.put(scalar: " ", style: style, x: rect.x + start - 1, y: rect.y) }
    canvas.write(label, at: Point(x: rect.x + start, y: rect.y), style: style, width: columns)
    if start + columns < rect.width {
      canvas.put(scalar: " ", style: style, x: rect.x + start + columns, y: rect.y)
    }
  }
}
