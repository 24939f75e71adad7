public import MetricsModel

/// What the store says of a page that it took.
public struct ScrapeReport: Sendable, Equatable {
  /// How many samples the page has.
  public var samples: Int
  /// How many of its lines were accepted with a doubt: a series that stands twice, a time that lies
  /// behind the series' last one or far ahead, a NUL byte that ends the page.
  public var suspicious: Int
  /// How many samples were refused because of the target's limit of series.
  public var refusedSeries: Int
  /// The process' start, where the page tells it.
  public var processStart: Timestamp?
}
