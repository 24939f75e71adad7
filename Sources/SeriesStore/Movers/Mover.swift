public import MetricsModel

/// A series with what it was in a window and in the window before.
///
/// The buckets of a histogram are one mover, and so are the quantiles of a summary.
public struct Mover: Sendable, Equatable {
  /// The quantile that stands for a histogram.
  public static let quantile = 0.95

  /// What a mover's numbers are of.
  public enum Subject: Sendable, Equatable {
    /// A series by itself.
    case series
    /// A histogram: the quantile that its buckets tell. Its labels are those of its buckets without
    /// `le`, its name has no `_bucket`.
    case histogram
    /// The series of a summary's quantile that has changed most.
    case summary
  }

  /// The series.
  public var labels: Labels
  /// What its numbers are of.
  public var subject = Subject.series
  /// Whether it counts upwards, so that its numbers are rates a second.
  public var isCounter: Bool
  /// The median over the window, or the rate; nil where it had no sample.
  public var now: Double?
  /// The same of the window before.
  public var before: Double?
  /// How remarkable the change is, 0...1: how large, and how far beyond its own noise.
  public var score: Double

  /// A series with what it was.
  public init(
    labels: Labels,
    isCounter: Bool,
    now: Double? = nil,
    before: Double? = nil,
    score: Double = 0
  ) {
    self.labels = labels
    self.isCounter = isCounter
    self.now = now
    self.before = before
    self.score = score
  }

  /// How remarkable the change from `before` to `now` is; `noise` is what such a number moves by
  /// without a reason.
  ///
  /// By what part it moved, where what is less than the noise counts as the noise: a fall from little to
  /// nothing is no whole one. And how far beyond the noise, so that of two like parts that of more events
  /// comes first.
  static func score(now: Double?, before: Double?, noise: Double) -> Double {
    guard let now, let before else {
      guard let there = now ?? before, there != 0 else { return 0 }
      return 0.25
    }
    let change = (now - before).magnitude
    let greatest = max(now.magnitude, before.magnitude)
    guard change > 0, greatest > 0, change.isFinite else { return 0 }
    let floor = max(noise, greatest * 0.01)
    let significance = change / floor
    return min(1, change / (greatest + floor)) * significance / (significance + 10)
  }
}
