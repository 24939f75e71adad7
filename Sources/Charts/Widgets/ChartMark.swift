/// A mark on a chart's time axis: a restart, a deploy.
public struct ChartMark: Hashable, Sendable {
  /// Where along the chart, 0 being its left and 1 its right end; outside, it is not drawn.
  public var position: Double
  /// The character at the top of the mark's line.
  public var glyph: Character
  /// Its look.
  public var style: Style

  /// A mark.
  public init(position: Double, glyph: Character, style: Style) {
    self.position = position
    self.glyph = glyph
    self.style = style
  }
}
