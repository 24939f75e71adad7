/// A remark on a query that was answered: something in it is probably not what was meant.
public struct Annotation: Hashable, Sendable {
  /// How much it matters.
  public enum Level: String, Sendable {
    /// The answer may be wrong.
    case warning
    /// The answer is right, but perhaps to another question.
    case info
  }

  /// What it is about.
  public enum Kind: Hashable, Sendable {
    /// A quantile outside of 0...1.
    case quantileOutOfRange(Double)
    /// A bucket whose `le` is missing or no number.
    case badBucketLabel(value: String, metric: String)
    /// Buckets that do not grow, corrected.
    case bucketsForcedMonotonic(metric: String)
    /// `sort` along a range, where the order comes from the labels.
    case sortInRange
    /// `rate` or `increase` of something that is not named like a counter.
    case possiblyNoCounter(metric: String)
  }

  /// What it is about.
  public let kind: Kind
  /// Which part of the source, in UTF-8 bytes.
  public let range: Range<Int>

  /// How much it matters.
  public var level: Level {
    switch kind {
    case .quantileOutOfRange, .badBucketLabel, .sortInRange: .warning
    case .bucketsForcedMonotonic, .possiblyNoCounter: .info
    }
  }

  /// The remark as a sentence, without its place.
  public var message: String {
    switch kind {
    case .quantileOutOfRange(let value):
      "quantile value should be between 0 and 1, got \(NumberFormat.shortest(value))"
    case .badBucketLabel(let value, let metric):
      "bucket label \"le\" is missing or has a malformed value of \(Expr.quoted(value)) "
        + "for metric name \(Expr.quoted(metric))"
    case .bucketsForcedMonotonic(let metric):
      "input to histogram_quantile needed to be fixed for monotonicity (see "
        + "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile) "
        + "for metric name \(Expr.quoted(metric))"
    case .sortInRange:
      "sort is ineffective for range queries since results are always ordered by labels"
    case .possiblyNoCounter(let metric):
      "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
        + Expr.quoted(metric)
    }
  }

  /// The remark as Prometheus writes it, with line and column of `source`.
  public func rendered(in source: String) -> String {
    let place = SourcePlace(of: range, in: source)
    return "PromQL \(level.rawValue): \(message) (\(place.line):\(place.column))"
  }
}
