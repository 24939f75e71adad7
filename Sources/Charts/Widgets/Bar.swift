/// A horizontal bar, full at a fraction of one.
public struct Bar: Widget {
  /// How much of the width is filled, 0...1; outside, the nearer end counts.
  public var fraction: Double
  /// The look.
  public var style: Style

  /// A bar.
  public init(fraction: Double, style: Style = .plain) {
    self.fraction = fraction
    self.style = style
  }

  /// Draws the bar over all rows of `rect`.
  public func draw(in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    var eighths = Blocks.level(of: fraction, levels: rect.width * 8)
    if fraction > 0 { eighths = max(1, eighths) }
    for y in rect.y..<(rect.y + rect.height) {
      for column in 0..<rect.width {
        let filled = min(8, max(0, eighths - column * 8))
        guard filled > 0 else { break }
        canvas.put(scalar: Blocks.left[filled], style: style, x: rect.x + column, y: y)
      }
    }
  }
}
