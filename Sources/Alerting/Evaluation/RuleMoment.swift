import MetricsModel
import PromQL

/// What the evaluations of one moment share.
struct RuleMoment {
  /// How far back a selector without a window looks, in seconds.
  private static let lookback = 300.0

  /// The time at which rules are evaluated, on the clock of the source.
  var time: Timestamp
  /// The scraped series and the log's counts, and what rules make.
  var source: any SeriesSource
  /// Whether that is all there is.
  var isSettled: Bool
  var contributors: RuleEngine.ContributorSource
  /// What has been computed before, and by other rules.
  var subqueries: SubqueryMemory?
  var memory: MomentMemory
  /// Who computes what reads series that are not in `source`.
  var delegate: (any RuleDelegate)?
  /// The names of the series that recording rules make, and of the alerts.
  var madeNames: Set<String> = []
  var alertNames: Set<String> = []
  /// What is known of windows; nil where they are as they are.
  var cover: WindowCover?
  /// What rules record and cannot be read.
  var unheard = UnheardRecords()
  let news = News()

  /// Whether an answer that was used is about to be replaced by a newer one.
  final class News {
    var isAwaited = false
  }

  /// The value of an expression at the moment's time.
  func instant(_ given: Expr) throws(PromQLError) -> Value {
    let (expression, source) = try split(given) { (part) throws(PromQLError) in
      let values = try delegate?.values(of: part, at: time)
      if values?.isOutdated ?? false { news.isAwaited = true }
      return values?.series ?? []
    }
    try unheard.check(given)
    return try evaluator(source).instant(expression, at: time)
  }

  /// Whether an instant vector has no sample at the moment's time.
  func isEmpty(_ expression: Expr) throws(PromQLError) -> Bool {
    guard delegate == nil else { return try instant(expression).samples.isEmpty }
    return try evaluator(source).isEmpty(expression, at: time)
  }

  /// The values of an expression each `step` seconds of a time that has passed.
  func range(
    _ expression: Expr,
    from: Timestamp,
    through: Timestamp,
    step: Double
  ) throws(PromQLError) -> [Series] {
    let milliseconds = Timestamp(seconds: step).milliseconds
    let (expression, source) = try split(expression) { (part) throws(PromQLError) in
      try delegate?.past(of: part, from: from, through: through, step: milliseconds) ?? []
    }
    return try evaluator(source).range(expression, from: from, through: through, step: step)
  }

  /// Whether the server computes a part of an expression.
  func delegates(_ expression: Expr) -> Bool {
    delegate != nil && expression.selectors.contains { place(of: $0) != .here }
  }

  private func evaluator(_ source: any SeriesSource) -> Evaluator {
    Evaluator(source: source, subqueries: subqueries, moment: memory)
  }

  /// An expression over what is at hand, and a source that knows what the server gives for the rest.
  private func split(
    _ expression: Expr,
    _ answer: (Expr) throws(PromQLError) -> [Series]
  ) throws(PromQLError) -> (Expr, any SeriesSource) {
    guard delegates(expression) else { return (expression, source) }
    var parts: [Expr] = []
    let here = try expression.delegating(where: place) { part, shared in
      parts.append(part)
      return DelegatedSource.selector(parts.count - 1, sharing: shared)
    }
    var joined = DelegatedSource(source)
    for part in parts { joined.add(try answer(part)) }
    return (here, joined)
  }

  private func place(of selector: VectorSelector) -> SelectorPlace {
    if let name = selector.exact(Labels.metricName) {
      guard !madeNames.contains(name), delegate?.holds(name) ?? false else { return .here }
      guard RuleState.alertSeriesNames.contains(name) else { return .elsewhere }
      return selector.exact("alertname").map { alertNames.contains($0) ? .here : .elsewhere }
        ?? .both
    }
    let recent = TimeRange(from: time.advanced(bySeconds: -Self.lookback), through: time)
    return source.series(matching: selector.matchers, in: recent).isEmpty ? .elsewhere : .both
  }
}

extension VectorSelector {
  /// The value that a label must have; nil where it may have several.
  fileprivate func exact(_ label: String) -> String? {
    matchers.first { $0.name == label && $0.comparison == .equal }?.value
  }
}
