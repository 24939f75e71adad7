public import LogModel
public import MetricsModel

/// What many records are, all together.
public struct LogStatistics: Sendable {
  /// How often a value occurs.
  public struct Total: Sendable, Equatable {
    /// Records.
    public var records = 0
    /// Those with level >= error or status >= 500.
    public var errors = 0
    /// Requests among them, those that are told twice once.
    public var requests = 0

    /// None.
    public init() {}

    static func + (left: Total, right: Total) -> Total {
      var sum = left
      sum.records += right.records
      sum.errors += right.errors
      sum.requests += right.requests
      return sum
    }
  }

  /// Records, and errors among them.
  public internal(set) var all = Total()
  /// The earliest and the latest time; nil without records.
  public internal(set) var span: ClosedRange<Timestamp>?
  /// Records by level.
  public internal(set) var levels: [Level: Int] = [:]
  /// Requests by status.
  public internal(set) var statuses: [Int: Int] = [:]
  /// Connections' events.
  public internal(set) var events: [ConnectionEvent: Int] = [:]
  /// Records by path.
  public internal(set) var paths = ValueTotals()
  /// Records by client address.
  public internal(set) var addresses = ValueTotals()
  /// Records by user agent.
  public internal(set) var agents = ValueTotals()
  /// Records by the value of the field that was asked for; what has no such field is left out.
  public internal(set) var values = ValueTotals()
  /// Some names of fields in records that lack the one that was asked for, where it has no column.
  public internal(set) var otherFields: Set<String> = []
  /// Records by second since the epoch.
  public internal(set) var seconds: [Int64: Total] = [:]

  private(set) var latencies = LatencyHistogram()
  private var longest: Float = 0

  /// How many requests have a latency; the lives of connections are none.
  public var latencyCount: Int { latencies.total }

  /// The latency below which the part `quantile` of the requests lies, to 4 %; nil without any.
  public func latency(_ quantile: Double) -> Double? {
    latencies.quantile(quantile).map { min($0, Double(longest)) }
  }

  /// The longest latency; nil without any.
  public var longestLatency: Double? { latencies.total > 0 ? Double(longest) : nil }

  /// Of no record.
  public init() {}

  /// Adds a request's latency in seconds.
  mutating func add(latency: Float) {
    latencies.add(latency, 1)
    longest = max(longest, latency)
  }

  /// Adds the records of another log.
  public mutating func merge(_ other: LogStatistics) {
    all = all + other.all
    cover(other.span)
    levels.merge(other.levels, uniquingKeysWith: +)
    seconds.merge(other.seconds, uniquingKeysWith: +)
    statuses.merge(other.statuses, uniquingKeysWith: +)
    events.merge(other.events, uniquingKeysWith: +)
    paths.merge(other.paths)
    addresses.merge(other.addresses)
    agents.merge(other.agents)
    values.merge(other.values)
    otherFields.formUnion(other.otherFields)
    latencies.merge(other.latencies)
    longest = max(longest, other.longest)
  }

  /// Lets the times reach over those of records that are not added.
  mutating func cover(_ other: ClosedRange<Timestamp>?) {
    guard let other else { return }
    let own = span ?? other
    span = min(own.lowerBound, other.lowerBound)...max(own.upperBound, other.upperBound)
  }
}
