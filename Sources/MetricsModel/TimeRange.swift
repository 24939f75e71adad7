/// A closed range of time, `from...through`, on one clock.
public struct TimeRange: Hashable, Sendable {
  /// The first point that belongs to the range.
  public var from: Timestamp
  /// The last point that belongs to the range.
  public var through: Timestamp

  /// The range between two points; empty when `through` lies before `from`.
  public init(from: Timestamp, through: Timestamp) {
    self.from = from
    self.through = through
  }

  /// The length in seconds, never negative.
  public var seconds: Double { max(0, through.seconds(since: from)) }

  /// Whether `time` lies inside, both ends included.
  public func contains(_ time: Timestamp) -> Bool { from <= time && time <= through }
}
