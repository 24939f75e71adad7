/// Counts as upright bars of blocks, one to a column.
public struct Histogram: Widget {
  /// The counts from left to right; where there are more than columns, the greatest of each
  /// column's counts.
  public var counts: [Int]
  /// How many of each count to draw at the foot of its bar in the other look (errors of lines).
  public var highlighted: [Int]
  /// The look of the bars.
  public var style: Style
  /// The look of the highlighted part.
  public var highlightStyle: Style

  /// Bars.
  public init(
    counts: [Int],
    highlighted: [Int] = [],
    style: Style = .plain,
    highlightStyle: Style = .plain
  ) {
    self.counts = counts
    self.highlighted = highlighted
    self.style = style
    self.highlightStyle = highlightStyle
  }

  /// Draws the bars from the left of `rect`, the greatest count as high as `rect`.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty, !counts.isEmpty else { return }
    let columns = min(counts.count, rect.width)
    let total = Places.spread(counts.map { Double($0) }, over: columns)
    let part = Places.spread(highlighted.map { Double($0) }, over: columns)
    let greatest = total.lazy.compactMap { $0 }.max() ?? 0
    guard greatest > 0 else { return }
    for column in 0..<columns {
      let full = eighths(total[column], of: greatest, rows: rect.height)
      let marked = min(full, eighths(part[column], of: greatest, rows: rect.height))
      drawBar(x: rect.x + column, in: rect, full: full, marked: marked, on: &canvas)
    }
  }

  /// How high a count stands; anything above zero is seen.
  private func eighths(_ count: Double?, of greatest: Double, rows: Int) -> Int {
    guard let count, count > 0 else { return 0 }
    return max(1, Blocks.level(of: count / greatest, levels: rows * 8))
  }

  private func drawBar(x: Int, in rect: Rect, full: Int, marked: Int, on canvas: inout Canvas) {
    for row in 0..<rect.height {
      let filled = min(8, max(0, full - row * 8))
      guard filled > 0 else { break }
      let ofMarked = min(8, max(0, marked - row * 8))
      let look = ofMarked * 2 >= filled || (row == 0 && marked > 0) ? highlightStyle : style
      let y = rect.y + rect.height - 1 - row
      canvas.put(scalar: Blocks.lower[filled], style: look, x: x, y: y)
    }
  }
}
