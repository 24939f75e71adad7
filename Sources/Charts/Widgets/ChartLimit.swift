/// A limit of a chart's values: a line across the chart, and the look of what reaches it.
public struct ChartLimit: Hashable, Sendable {
  /// The limit, in the values' unit.
  public var value: Double
  /// Whether values at or below it reach it; else those at or above do.
  public var isFloor: Bool
  /// The look of the line and of what reaches it.
  public var style: Style
  /// What stands at the right end of the line, so that it is told without colours too.
  public var sign: String

  /// A limit.
  public init(
    _ value: Double,
    isFloor: Bool = false,
    style: Style = Style(.brightRed, on: .standard, .bold),
    sign: String = ""
  ) {
    self.value = value
    self.isFloor = isFloor
    self.style = style
    self.sign = sign
  }

  /// Whether a value reaches the limit.
  public func isReached(by value: Double) -> Bool {
    isFloor ? value <= self.value : value >= self.value
  }
}
