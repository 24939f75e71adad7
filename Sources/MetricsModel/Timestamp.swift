/// A point in time in milliseconds since 1970-01-01T00:00:00Z, the resolution of Prometheus.
///
/// Which clock it was read from (the scrape's or the log's) is said by whatever holds it.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch; negative before it.
  public var milliseconds: Int64

  /// The point `milliseconds` after the epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The point `seconds` after the epoch, rounded to the millisecond and clamped to what fits.
  public init(seconds: Double) {
    self.milliseconds = Int64(clampingMilliseconds: seconds * 1000)
  }

  /// Seconds since the epoch.
  public var seconds: Double { Double(milliseconds) / 1000 }

  /// Whether `left` is the earlier.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// This point moved by `seconds`, saturating at both ends of time.
  public func advanced(bySeconds seconds: Double) -> Timestamp {
    let (sum, overflow) = milliseconds.addingReportingOverflow(
      Int64(clampingMilliseconds: seconds * 1000)
    )
    guard overflow else { return Timestamp(milliseconds: sum) }
    return Timestamp(milliseconds: seconds < 0 ? .min : .max)
  }

  /// The seconds from `other` to this point.
  public func seconds(since other: Timestamp) -> Double {
    seconds - other.seconds
  }
}

extension Int64 {
  /// The nearest whole number of milliseconds, zero for NaN and clamped at both ends.
  init(clampingMilliseconds value: Double) {
    let rounded = value.rounded()
    if rounded.isNaN {
      self = 0
    } else if rounded >= 0x1p63 {
      self = .max
    } else if rounded < -0x1p63 {
      self = .min
    } else {
      self = Int64(rounded)
    }
  }
}
