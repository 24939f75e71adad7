/// One value at one time.
public struct Sample: Sendable {
  /// When the value was observed.
  public var timestamp: Timestamp
  /// The value; NaN is a value, and `Double.stale` ends a series.
  public var value: Double

  /// A sample of `value` at `timestamp`.
  public init(timestamp: Timestamp, value: Double) {
    self.timestamp = timestamp
    self.value = value
  }
}

/// A run of samples with one identity, in columns.
///
/// `timestamps` (milliseconds, strictly ascending) and `values` have the same length. Series of one
/// scrape may share the storage of their timestamps.
public struct Series: Sendable {
  /// The identity.
  public var labels: Labels
  /// Milliseconds since the epoch, strictly ascending.
  public var timestamps: [Int64]
  /// The value at each timestamp; `Double.stale` where the series ended.
  public var values: [Double]

  /// A series of the given columns, which have the same length.
  public init(labels: Labels = .empty, timestamps: [Int64] = [], values: [Double] = []) {
    self.labels = labels
    self.timestamps = timestamps
    self.values = values
  }
}

extension Double {
  /// The NaN with which Prometheus marks that a series has ended (`0x7ff0000000000002`).
  public static let stale = Double(bitPattern: 0x7ff0_0000_0000_0002)

  /// Whether this is the staleness marker, told from other NaNs by its bits.
  public var isStale: Bool { bitPattern == 0x7ff0_0000_0000_0002 }
}
