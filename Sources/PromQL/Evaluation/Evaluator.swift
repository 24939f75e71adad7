public import MetricsModel

/// Evaluates expressions over a source of series, as Prometheus 3 does.
///
/// Windows and lookback are open on the left, staleness markers end series, names are dropped at
/// the end.
public struct Evaluator: Sendable {
  private let source: any SeriesSource
  private let settings: EvaluationSettings

  /// An evaluator over `source`.
  ///
  /// `lookback` is how many seconds a sample stands for its series; `defaultStep` is the step, in
  /// seconds, of subqueries that give none. `subqueries` and `moment` are used by instant evaluations.
  public init(
    source: any SeriesSource,
    lookback: Double = 300,
    limits: Limits = Limits(),
    defaultStep: Double = 60,
    subqueries: SubqueryMemory? = nil,
    moment: MomentMemory? = nil
  ) {
    self.source = source
    self.settings = EvaluationSettings(
      lookback: max(1, Timestamp(seconds: lookback).milliseconds),
      defaultStep: max(1, Timestamp(seconds: defaultStep).milliseconds),
      limits: limits,
      subqueries: subqueries,
      moment: moment
    )
  }

  /// The value of `expression` at `time`.
  public func instant(_ expression: Expr, at time: Timestamp) throws(PromQLError) -> Value {
    var annotations: [Annotation] = []
    return try instant(expression, at: time, annotations: &annotations)
  }

  /// The value of `expression` at `time`; remarks are appended to `annotations`.
  public func instant(
    _ expression: Expr,
    at time: Timestamp,
    annotations: inout [Annotation],
    isCancelled: @escaping () -> Bool = { false }
  ) throws(PromQLError) -> Value {
    let grid = StepGrid(at: time.milliseconds)
    let evaluation = Evaluation(
      source: source,
      settings: settings,
      grid: grid,
      isCancelled: isCancelled
    )
    defer { annotations += evaluation.annotations }
    if expression.type == .rangeVector {
      return .matrix(try evaluation.window(of: expression))
    }
    switch try evaluation.evaluate(expression, over: grid) {
    case .scalar(let values): return .scalar(values.first ?? .nan, time)
    case .string(let text): return .string(text)
    case .vector(let columns):
      let samples = try evaluation.finished(columns, at: expression.range).compactMap { column in
        column.values.first.flatMap { value in
          value.isAbsent
            ? nil : VectorSample(labels: column.labels, timestamp: time, value: value)
        }
      }
      return .vector(samples)
    }
  }

  /// Whether an instant vector has no sample at `time`; of a selector one series is read that has any.
  public func isEmpty(_ expression: Expr, at time: Timestamp) throws(PromQLError) -> Bool {
    let grid = StepGrid(at: time.milliseconds)
    let evaluation = Evaluation(
      source: source,
      settings: settings,
      grid: grid,
      isCancelled: { false }
    )
    if case .vector(let selector) = expression.unwrapped.node {
      return try !evaluation.holdsAny(of: selector, over: grid, at: expression.range)
    }
    return try evaluation.vector(expression, over: grid).allSatisfy {
      $0.values.allSatisfy { $0.isAbsent }
    }
  }

  /// The values of `expression` each `step` seconds of a closed range, one series for each identity.
  ///
  /// Steps without a value have no sample. Series come in the order of their labels. Throws
  /// `.cancelled` soon after `isCancelled` becomes true.
  public func range(
    _ expression: Expr,
    from: Timestamp,
    through: Timestamp,
    step: Double,
    isCancelled: @escaping () -> Bool = { false }
  ) throws(PromQLError) -> [Series] {
    var annotations: [Annotation] = []
    return try range(
      expression,
      from: from,
      through: through,
      step: step,
      annotations: &annotations,
      isCancelled: isCancelled
    )
  }

  /// The same, with remarks appended to `annotations`.
  public func range(
    _ expression: Expr,
    from: Timestamp,
    through: Timestamp,
    step: Double,
    annotations: inout [Annotation],
    isCancelled: @escaping () -> Bool = { false }
  ) throws(PromQLError) -> [Series] {
    let grid = try grid(from: from, through: through, step: step)
    let evaluation = Evaluation(
      source: source,
      settings: settings,
      grid: grid,
      isCancelled: isCancelled
    )
    defer { annotations += evaluation.annotations }
    guard expression.type == .scalar || expression.type == .instantVector else {
      throw PromQLError(.rangeOfWrongType(expression.type), at: expression.range)
    }
    let columns: [Column]
    switch try evaluation.evaluate(expression, over: grid) {
    case .scalar(let values):
      columns = [Column(labels: .empty, dropsName: false, values: values)]
    case .string: columns = []
    case .vector(let result): columns = try evaluation.finished(result, at: expression.range)
    }
    let times = (0..<grid.count).map(grid.time)
    return columns.compactMap { $0.series(at: times) }.sorted { $0.labels.precedes($1.labels) }
  }

  private func grid(
    from: Timestamp,
    through: Timestamp,
    step: Double
  )
    throws(PromQLError) -> StepGrid
  {
    let milliseconds = Timestamp(seconds: step).milliseconds
    guard milliseconds > 0, from <= through else { throw PromQLError(.badRange, at: 0..<0) }
    guard
      let grid = StepGrid(
        from: from.milliseconds,
        through: through.milliseconds,
        step: milliseconds,
        limit: settings.limits.steps
      )
    else { throw PromQLError(.tooManySteps(limit: settings.limits.steps), at: 0..<0) }
    return grid
  }
}
