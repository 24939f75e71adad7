public import LogModel
public import MetricsModel

/// Which panels' values the screen wants, over which window, for which filter.
public struct PanelRequest: Hashable, Sendable {
  /// The window's length in seconds.
  public var windowSeconds: Double
  /// The window's end on the scrape's clock; nil follows the clock.
  public var windowEnd: Timestamp?
  /// How many values each chart wants; steps are aligned to absolute time.
  public var steps: Int
  /// The filter; panels that cannot follow it say so.
  public var filter: Filter
  /// Whether the panels are wanted that only the panels view shows.
  public var includesAll: Bool

  /// A request.
  public init(
    windowSeconds: Double,
    windowEnd: Timestamp? = nil,
    steps: Int,
    filter: Filter = .all,
    includesAll: Bool = true
  ) {
    self.windowSeconds = windowSeconds
    self.windowEnd = windowEnd
    self.steps = steps
    self.filter = filter
    self.includesAll = includesAll
  }
}
