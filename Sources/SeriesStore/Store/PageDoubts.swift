/// What was accepted of a page although it is hardly meant so, counted by kind.
public struct PageDoubts: Sendable, Equatable {
  /// Samples of a series that stands twice; the first one counts.
  public var repeatedSeries = 0
  /// Samples whose time does not lie behind that of the series' last one, or before all history.
  public var oldTimes = 0
  /// Samples whose time lies far ahead.
  public var futureTimes = 0
  /// The first of each of these.
  var firstOld: Placed?
  var firstFuture: Placed?
  /// The slot of the first series that stands twice.
  private(set) var firstRepeated: Int?
  /// Whether a NUL byte ends the page, behind which Prometheus reads nothing.
  public var isCutByNUL = false

  /// A sample with a time of its own.
  struct Placed: Sendable, Equatable {
    var slot: Int
    var time: Int64
  }

  /// No doubts.
  public init() {}

  /// Notes a sample of a series that has one already.
  mutating func noteRepeated(_ slot: Int) {
    repeatedSeries += 1
    firstRepeated = firstRepeated ?? slot
  }

  /// How many there are.
  public var count: Int { repeatedSeries + oldTimes + futureTimes + (isCutByNUL ? 1 : 0) }
}
