public import MetricsModel
public import PromQL

/// A server that computes those parts of rules' expressions that read only what it has.
public protocol RuleDelegate: Sendable {
  /// Whether the series of a metric are the server's.
  func holds(_ metric: String) -> Bool

  /// What a part gives at a time, as far as that is known.
  ///
  /// Throws while nothing is known, or where the server does not answer, with its reason.
  func values(of part: Expr, at time: Timestamp) throws(PromQLError) -> DelegatedValues

  /// What a part gave every `step` milliseconds of a time that has passed; throws as `values` does.
  func past(
    of part: Expr,
    from: Timestamp,
    through: Timestamp,
    step: Int64
  ) throws(PromQLError) -> [Series]
}

/// The answer of a server about one part of an expression.
public struct DelegatedValues: Sendable {
  /// One sample for each series.
  public var series: [Series]
  /// Whether a newer answer is under way.
  public var isOutdated: Bool

  /// An answer.
  public init(series: [Series], isOutdated: Bool) {
    (self.series, self.isOutdated) = (series, isOutdated)
  }
}
