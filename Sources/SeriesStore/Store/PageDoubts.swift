/// What was accepted of a page although it is hardly meant so, counted by kind.
public struct PageDoubts: Sendable, Equatable {
  /// Samples of a series that stands twice; the first one counts.
  public var repeatedSeries = 0
  /// Samples whose time does not lie behind that of the series' last one, or before all history.
  public var oldTimes = 0
  /// Samples whose time lies far ahead.
  public var futureTimes = 0
  /// Whether a NUL byte ends the page, behind which Prometheus reads nothing.
  public var isCutByNUL = false

  /// No doubts.
  public init() {}

  /// How many there are.
  public var count: Int { repeatedSeries + oldTimes + futureTimes + (isCutByNUL ? 1 : 0) }
}
