public import MetricsModel

/// What the store has counted of one source, for its `LogSourceStatus`.
public struct SourceProgress: Hashable, Sendable {
  /// Lines received in all.
  public var lines = 0
  /// Lines that had no known form and were kept as text.
  public var notUnderstood = 0
  /// Lines longer than the limit, of which the end was cut off.
  public var truncated = 0
  /// The time of the newest record, on the log's clock.
  public var newest: Timestamp?
  /// What was inferred: format, unit of latency, time zone.
  public var inferred = ""

  /// Nothing yet.
  public init() {}
}
