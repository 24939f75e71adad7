import MetricsModel
import PromQL

extension Expr {
  /// The values of a number as the log gives it, up to the first scrape.
  ///
  /// A level that the log can only tell by what came and went (connections opened and closed) is
  /// moved as a whole, so that it meets `scraped`, the value at the first scrape.
  func history(
    from: Int64,
    through: Int64,
    step: Int64,
    _ log: any SeriesSource,
    _ firstScrape: Timestamp?,
    meeting scraped: Double?
  ) throws(PromQLError) -> [Double?] {
    let evaluator = Evaluator(source: log)
    let values = try line(from: from, through: through, step: step, evaluator)
    guard longestWindow == 0, let scraped, let first = firstScrape?.milliseconds,
      let derived = try line(from: first, through: first, step: step, evaluator).first ?? nil
    else { return values }
    return values.map { value in value.map { max(0, $0 + scraped - derived) } }
  }

  /// The expression with windows that reach no farther back than `begin`.
  func limited(from begin: Timestamp?, through time: Timestamp) -> Expr {
    guard let begin, case let reach = time.milliseconds - begin.milliseconds + 1,
      reach > 0, reach < longestWindow
    else { return self }
    return (try? limitingWindows(to: reach)) ?? self
  }

  /// The value at one time as the log gives it.
  func past(
    at time: Timestamp,
    _ inputs: PanelInputs,
    _ log: any SeriesSource,
    meeting scraped: Double?
  ) -> Double? {
    let moment = time.milliseconds
    let values = try? history(
      from: moment,
      through: moment,
      step: 1000,
      log,
      inputs.firstScrape,
      meeting: scraped
    )
    return values?.first ?? nil
  }

  /// The sum of the expression's series at every step, nil where there is none.
  func line(
    from: Int64,
    through: Int64,
    step: Int64,
    _ evaluator: Evaluator
  ) throws(PromQLError) -> [Double?] {
    var annotations: [Annotation] = []
    return try line(
      from: from,
      through: through,
      step: step,
      evaluator,
      annotations: &annotations
    )
  }

  /// The same, with remarks appended to `annotations`.
  func line(
    from: Int64,
    through: Int64,
    step: Int64,
    _ evaluator: Evaluator,
    annotations: inout [Annotation]
  ) throws(PromQLError) -> [Double?] {
    let count = Int(clamping: (through - from) / step) + 1
    var values = [Double?](repeating: nil, count: max(0, count))
    let series = try evaluator.range(
      self,
      from: Timestamp(milliseconds: from),
      through: Timestamp(milliseconds: through),
      step: Double(step) / 1000,
      annotations: &annotations
    )
    for one in series {
      for (time, value) in zip(one.timestamps, one.values) where !value.isNaN {
        let index = Int(clamping: (time - from) / step)
        if values.indices.contains(index) { values[index] = (values[index] ?? 0) + value }
      }
    }
    return values
  }
}
