public import MetricsModel

/// One series' value at one time.
public struct VectorSample: Sendable {
  /// The identity.
  public var labels: Labels
  /// The time of the evaluation.
  public var timestamp: Timestamp
  /// The value.
  public var value: Double

  /// The value of a series at a time.
  public init(labels: Labels, timestamp: Timestamp, value: Double) {
    self.labels = labels
    self.timestamp = timestamp
    self.value = value
  }
}
