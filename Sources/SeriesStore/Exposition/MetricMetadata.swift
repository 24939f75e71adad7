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

extension MetricMetadata {
  private static let suffixes = [
    "_total", "_bucket", "_count", "_sum", "_created", "_info", "_gcount", "_gsum",
  ]

  /// The families that a series of this name may belong to, that of its own name first.
  static func families(ofSeries name: String) -> [String] {
    [name] + suffixes.filter(name.hasSuffix).map { String(name.dropLast($0.count)) }
  }

  /// What it occupies.
  var bytes: Int { MemoryLayout<MetricMetadata>.stride + help.heapBytes + unit.heapBytes }
}
