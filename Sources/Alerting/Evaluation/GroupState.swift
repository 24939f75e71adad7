import MetricsModel

/// A group of rules between two evaluations.
struct GroupState: Sendable {
  /// Seconds between two evaluations; nil for every one that the program does.
  let interval: Double?
  /// How many seconds ago the rules look at their series.
  let queryOffset: Double
  /// The most alerts or series of each rule; 0 for any number.
  let limit: Int
  /// Whether the program brings the group along; its rules say themselves what they need of the past.
  let isBuiltin: Bool
  var rules: [RuleState]
  private var last: Timestamp?

  /// A group that was never evaluated; its rules' numbers begin with `producer`.
  init(_ group: RuleGroup, firstProducer producer: Int) {
    interval = group.interval
    queryOffset = group.queryOffset
    limit = group.limit
    isBuiltin = group.isBuiltin
    rules = group.rules.enumerated().map { RuleState($1, producer: producer + $0) }
  }

  /// Whether another interval has begun; they are aligned, so that delays do not add up.
  func isDue(at now: Timestamp) -> Bool {
    guard let interval, let last else { return true }
    let length = max(1, Int64(interval * 1000))
    return now < last || now.milliseconds / length != last.milliseconds / length
  }

  /// Takes note of an evaluation.
  mutating func evaluated(at now: Timestamp) { last = now }
}
