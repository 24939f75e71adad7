/// Values as one row of blocks, `▁▂▃▇█`; without a value, a place stays blank.
public struct Sparkline: Widget {
  /// The values from left to right; where there are more than columns, the greatest of each
  /// column's counts.
  public var values: [Double?]
  /// The values of the lowest and the highest block; without one, zero to the greatest value.
  public var range: ClosedRange<Double>?
  /// The look.
  public var style: Style

  /// A row of blocks.
  public init(values: [Double?], range: ClosedRange<Double>? = nil, style: Style = .plain) {
    self.values = values
    self.range = range
    self.style = style
  }

  /// Draws the blocks from the left of the first row of `rect`.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let columns = values.count < rect.width ? values.count : rect.width
    let shown = Places.spread(values, over: columns)
    let range = range ?? Places.range(of: shown)
    let length = range.upperBound - range.lowerBound
    for (column, value) in shown.enumerated() {
      guard let value else { continue }
      let fraction = length > 0 ? (value - range.lowerBound) / length : 0
      let level = Blocks.level(of: fraction, levels: 7)
      canvas.put(scalar: Blocks.lower[level + 1], style: style, x: rect.x + column, y: rect.y)
    }
  }
}
