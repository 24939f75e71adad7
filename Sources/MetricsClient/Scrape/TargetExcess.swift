/// More targets of a job after relabelling than its `target_limit` allows: none of them is scraped.
public struct TargetExcess: Hashable, Sendable {
  /// How many targets there are.
  public var count: Int
  /// How many there may be.
  public var limit: Int

  /// So many targets, and how many there may be.
  public init(count: Int, limit: Int) {
    self.count = count
    self.limit = limit
  }
}
