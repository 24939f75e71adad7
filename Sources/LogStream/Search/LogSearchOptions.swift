public import MetricsModel

/// How a search is made.
public struct LogSearchOptions: Sendable {
  /// What it is made for.
  public var goal: SearchGoal
  /// The host's clock.
  public var now: Timestamp
  /// What relative times in the filter count from, and times of day come before; nil for `now`.
  public var filterNow: Timestamp?
  /// The zone of times of day, and of times without one in the log.
  public var zone: LogTimeZone
  /// What hides secrets in what is found.
  public var mask: SecretMask
  /// Whether new lines are waited for.
  public var follows: Bool
  /// Of so many logs, this one included, the requests are compared; not of too many: see `JoinedStatistics`.
  public var comparedLogs = 1

  /// A search for the records themselves, up to the end of the source.
  public init(goal: SearchGoal = .hits(context: 0), now: Timestamp) {
    self.goal = goal
    self.now = now
    self.zone = .local
    self.mask = SecretMask()
    self.follows = false
  }
}
