public import MetricsModel

/// Since when what rules read is known.
public struct KnownTime {
  /// Since when the series of a metric are known, or of nil those of all metrics; nil for as long as anybody
  /// asks.
  public let since: (_ metric: String?) -> Timestamp?

  /// What `since` says.
  public init(since: @escaping (_ metric: String?) -> Timestamp?) { self.since = since }
}
