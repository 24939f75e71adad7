/// What a page says of a family of metrics besides its samples.
public struct MetricMetadata: Sendable, Equatable {
  /// The type.
  public var type: MetricType
  /// The help text, unescaped; empty where the page has none.
  public var help: String
  /// The unit (OpenMetrics); empty where the page has none.
  public var unit: String

  /// Metadata of the given values.
  public init(type: MetricType = .unknown, help: String = "", unit: String = "") {
    self.type = type
    self.help = help
    self.unit = unit
  }
}
