public import LogModel
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
  /// Where the writer stands; nil while that is not known.
  public var role: LogRole?
  /// Why that is believed; empty where the forms of its lines say so.
  public var roleReason = ""
  /// The instance that a configuration names as the writer.
  public var instance: String?
  /// Whether lines of several writers have been told apart: records may go on behind those of others.
  var isOfSeveral = false
  /// How the requests count.
  public var counting = LogSourceStatus.Counting.all

  /// Nothing yet.
  public init() {}

  /// Adds the lines of a part of a block.
  mutating func add(_ part: ScannedBlock.Part) {
    lines += part.count
    truncated += part.truncated
  }
}
