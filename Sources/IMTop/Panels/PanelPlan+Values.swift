import LogModel
import MetricsModel
import PromQL

extension PanelPlan {
  /// The series that the plan reads.
  func source(_ inputs: PanelInputs) -> any SeriesSource {
    switch origin {
    case .scrape: CombinedSource([inputs.scraped, inputs.log])
    case .prometheus: SilentSource()
    case .log: log(inputs)
    }
  }

  /// The log's counts that the plan may use: those of the records that pass the filter it follows.
  func log(_ inputs: PanelInputs) -> any SeriesSource {
    followsFilter && inputs.filter != .all ? inputs.filteredLog : inputs.log
  }

  /// A value with the expression that gives it.
  struct Reading {
    var value: Double?
    var expression: Expr
    /// What has to be known of it; empty for nothing.
    var note = ""
  }

  /// The value at one time: as the log gives it where its past is longer than that of the scrapes.
  func reading(
    _ expression: Expr,
    _ past: Expr?,
    _ evaluator: Evaluator,
    _ time: Timestamp,
    _ inputs: PanelInputs
  ) -> Reading {
    let moment = time.milliseconds
    if origin == .scrape, let past, let first = inputs.firstScrape?.milliseconds,
      moment < first + past.longestWindow || moment < first
    {
      let limited = past.limited(from: inputs.logBegin, through: time)
      let meeting = valueAtFirstScrape(evaluator, inputs)
      if let value = limited.past(at: time, inputs, log(inputs), meeting: meeting) {
        let isMoved = meeting != nil && limited.longestWindow == 0
        return Reading(
          value: value,
          expression: narrowed(limited, inputs),
          note: isMoved
            ? "as the log tells it, moved to meet the first scrape"
            : "as the log tells it, until enough has been scraped"
        )
      }
    }
    let value = value(of: expression, evaluator, at: time, inputs)
    let fitting = fitted(expression, at: time, inputs).expression
    return Reading(value: value, expression: origin == .log ? narrowed(fitting, inputs) : fitting)
  }

  /// An expression over the log's counts that says by which filter they are narrowed.
  func narrowed(_ expression: Expr, _ inputs: PanelInputs) -> Expr {
    guard followsFilter, inputs.filter != .all else { return expression }
    let filter = Matcher(LogSource.label, equals: inputs.filter.source)
    let narrowed = try? expression.addingMatchers { selector in
      selector.metricName?.hasPrefix("log_") ?? false ? [filter] : []
    }
    return narrowed ?? expression
  }

  /// The value at one time, as exact as what has been read so far allows.
  func value(
    of expression: Expr,
    _ evaluator: Evaluator,
    at time: Timestamp,
    _ inputs: PanelInputs
  ) -> Double? {
    guard let samples = samples(of: expression, evaluator, at: time, inputs) else { return nil }
    let sum = samples.reduce(0) { $0 + $1.value }
    return sum.isNaN ? nil : sum
  }

  /// The values of all series at one time, as exact as what has been read so far allows; nil where there
  /// is none.
  func samples(
    of expression: Expr,
    _ evaluator: Evaluator,
    at time: Timestamp,
    _ inputs: PanelInputs
  ) -> [VectorSample]? {
    let fitting = fitted(expression, at: time, inputs)
    guard let samples = try? evaluator.instant(fitting.expression, at: fitting.time).samples,
      !samples.isEmpty
    else { return nil }
    return samples
  }

  /// Why the expression gives no number at a time though there is something to read; nil where it gives one,
  /// or just nothing.
  func trouble(at time: Timestamp, _ inputs: PanelInputs) -> Trouble? {
    let fitting = fitted(expression, at: time, inputs)
    do throws(PromQLError) {
      let evaluator = Evaluator(source: source(inputs))
      let samples = try evaluator.instant(fitting.expression, at: fitting.time).samples
      return samples.contains { $0.value.isNaN } ? .noNumber : nil
    } catch {
      return .mistake(error.message)
    }
  }

  /// Why an expression gives no number.
  enum Trouble: Equatable {
    /// It divides by zero, or the like.
    case noNumber
    /// It cannot be computed, and why.
    case mistake(String)
  }

  /// The expression with windows that reach no farther back than there has been something to read, and the
  /// time at which they end.
  ///
  /// Where scrapes are far apart, most of a short window that ended at `time` would lie behind its last
  /// sample: such a window ends at the last scrape.
  private func fitted(
    _ expression: Expr,
    at time: Timestamp,
    _ inputs: PanelInputs
  ) -> (expression: Expr, time: Timestamp) {
    guard let first = begin(inputs), time.milliseconds > first,
      time.milliseconds - first < expression.longestWindow
    else { return (expression, time) }
    let end = lastScrape(after: first, through: time, inputs) ?? time
    let fitting = try? expression.limitingWindows(to: end.milliseconds - first + 1)
    return fitting.map { ($0, end) } ?? (expression, time)
  }

  /// The last scrape of any target in a range of time.
  private func lastScrape(
    after first: Int64,
    through time: Timestamp,
    _ inputs: PanelInputs
  ) -> Timestamp? {
    guard origin == .scrape else { return nil }
    let range = TimeRange(from: Timestamp(milliseconds: first + 1), through: time)
    let isUp = [Matcher(Labels.metricName, equals: "up")]
    return inputs.scraped.series(matching: isUp, in: range).compactMap(\.timestamps.last).max()
      .map(Timestamp.init(milliseconds:))
  }

  /// The value at the first scrape, to which the log's past leads up where it is a level; nil where the
  /// past is told by rates, which need nothing to meet.
  func valueAtFirstScrape(_ evaluator: Evaluator, _ inputs: PanelInputs) -> Double? {
    guard past?.expression.longestWindow == 0 else { return nil }
    return inputs.firstScrape.flatMap { value(of: expression, evaluator, at: $0, inputs) }
  }

  /// The values at aligned steps; before there are enough scrapes, those of the log, or else over
  /// what has been read.
  func values(
    from: Int64,
    through: Int64,
    step: Int64,
    _ evaluator: Evaluator,
    _ inputs: PanelInputs,
    remarks: inout [String]
  ) throws(PromQLError) -> [Double?] {
    var annotations: [Annotation] = []
    var values = try expression.line(
      from: from,
      through: through,
      step: step,
      evaluator,
      annotations: &annotations
    )
    remarks.note(annotations)
    guard let first = begin(inputs) else { return values }
    let settled = first + expression.longestWindow
    guard from < settled else { return values }
    let history = try past?.expression.history(
      from: from,
      through: min(through, settled),
      step: step,
      log(inputs),
      inputs.firstScrape,
      meeting: valueAtFirstScrape(evaluator, inputs)
    )
    for index in values.indices {
      let time = from + Int64(index) * step
      guard time < settled else { break }
      if let history, history.indices.contains(index), let known = history[index] {
        values[index] = known
      } else if time > first {
        values[index] = value(
          of: expression,
          evaluator,
          at: Timestamp(milliseconds: time),
          inputs
        )
      }
    }
    return values
  }

  /// When the series begin that the plan reads, in milliseconds.
  func begin(_ inputs: PanelInputs) -> Int64? {
    switch origin {
    case .scrape: inputs.firstScrape?.milliseconds
    case .prometheus: nil
    case .log: inputs.logBegin?.milliseconds
    }
  }
}
