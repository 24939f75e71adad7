public import MetricsModel

/// What the metrics view wants to know: the biggest movers, series by their name, or an answer.
public struct MetricsRequest: Hashable, Sendable {
  /// What was typed: nothing for the biggest movers, a part of a metric's name, or PromQL.
  public var text: String
  /// The window's length in seconds.
  public var windowSeconds: Double
  /// The window's end on the scrape's clock; nil follows the clock.
  public var windowEnd: Timestamp?
  /// How many values a series has over the window.
  public var steps: Int
  /// The rows whose values are wanted.
  public var rows: Range<Int>

  /// A request.
  public init(
    text: String,
    windowSeconds: Double,
    windowEnd: Timestamp? = nil,
    steps: Int,
    rows: Range<Int>
  ) {
    self.text = text
    self.windowSeconds = windowSeconds
    self.windowEnd = windowEnd
    self.steps = steps
    self.rows = rows
  }
}
