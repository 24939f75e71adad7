public import MetricsModel

/// What the store says of a page that it took.
public struct ScrapeReport: Sendable, Equatable {
  /// How many samples the page has.
  public var samples: Int
  /// What of it was accepted with a doubt.
  public var doubts: PageDoubts
  /// What a closer look found, where the store looks closer.
  public var findings: [PageFinding] = []
  /// How many samples were refused because of the target's limit of series.
  public var refusedSeries: Int
  /// How many samples the target's rules dropped.
  public var droppedSamples = 0
  /// The process' start, where the page tells it.
  public var processStart: Timestamp?
  /// What the target occupies now.
  public var memory = TargetMemory()
}
