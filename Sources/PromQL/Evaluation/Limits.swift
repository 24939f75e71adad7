/// How much one query may cost.
public struct Limits: Sendable, Equatable {
  /// How many samples may be read and computed in all.
  public var samples: Int
  /// How many series may be read in all.
  public var series: Int
  /// How many steps a range may have; Prometheus' own limit is the default.
  public var steps: Int

  /// Limits of the given sizes.
  public init(samples: Int = 25_000_000, series: Int = 200_000, steps: Int = 11_000) {
    self.samples = samples
    self.series = series
    self.steps = steps
  }
}
