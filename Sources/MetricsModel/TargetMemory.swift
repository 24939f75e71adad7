/// What is remembered of a target, or of several together.
public struct TargetMemory: Sendable, Equatable {
  /// How many series there are.
  public var series: Int
  /// How many samples.
  public var samples: Int
  /// What the samples occupy in bytes.
  public var sampleBytes: Int
  /// What everything occupies in bytes: samples, series, and what is known of the pages.
  public var bytes: Int
  /// When the oldest sample was scraped.
  public var begin: Timestamp?
  /// Whether the memory cap has cut the history short.
  public var isCut: Bool

  /// Memory of the given size.
  public init(
    series: Int = 0,
    samples: Int = 0,
    sampleBytes: Int = 0,
    bytes: Int = 0,
    begin: Timestamp? = nil,
    isCut: Bool = false
  ) {
    self.series = series
    self.samples = samples
    self.sampleBytes = sampleBytes
    self.bytes = bytes
    self.begin = begin
    self.isCut = isCut
  }

  /// Adds what another target occupies.
  public mutating func add(_ other: TargetMemory) {
    series += other.series
    samples += other.samples
    sampleBytes += other.sampleBytes
    bytes += other.bytes
    begin = [begin, other.begin].compactMap(\.self).min()
    isCut = isCut || other.isCut
  }
}
