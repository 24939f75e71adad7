import MetricsModel

/// One query on its way: walks the tree once and computes every node for all steps.
///
/// The work is done by columns: labels are matched and grouped once for each series, values are
/// computed in plain loops over the steps.
final class Evaluation {
  let source: any SeriesSource
  let settings: EvaluationSettings
  /// The steps of the whole query, which `@ start()` and `@ end()` mean.
  let queryGrid: StepGrid
  private(set) var annotations: [Annotation] = []
  private let isCancelled: () -> Bool
  private var samples = 0
  private var series = 0

  init(
    source: any SeriesSource,
    settings: EvaluationSettings,
    grid: StepGrid,
    isCancelled: @escaping () -> Bool
  ) {
    self.source = source
    self.settings = settings
    self.queryGrid = grid
    self.isCancelled = isCancelled
  }

  /// The values of `expression` at all steps of `grid`.
  func evaluate(_ expression: Expr, over grid: StepGrid) throws(PromQLError) -> Evaluated {
    guard let memory = settings.moment, grid.count == 1, grid.start == queryGrid.start,
      queryGrid.count == 1, memory.isWorthwhile(expression)
    else { return try computed(expression, over: grid) }
    return try memory.columns(of: expression, at: grid.start) { () throws(PromQLError) in
      try computed(expression, over: grid)
    }
  }

  private func computed(
    _ expression: Expr,
    over grid: StepGrid
  )
    throws(PromQLError) -> Evaluated
  {
    try charge(samples: grid.count, at: expression.range)
    switch expression.node {
    case .number(let literal):
      return .scalar(Array(repeating: literal.value, count: grid.count))
    case .string(let text):
      return .string(text)
    case .parentheses(let inner):
      return try evaluate(inner, over: grid)
    case .vector(let selector):
      return .vector(try select(selector, over: grid, at: expression.range))
    case .unary(let sign, let operand):
      return try negate(try evaluate(operand, over: grid), if: sign == .minus)
    case .binary(let binary):
      return try evaluate(binary, over: grid, at: expression.range)
    case .aggregation(let aggregation):
      return .vector(try aggregate(aggregation, over: grid, at: expression.range))
    case .call(let call):
      return try call.function.body.evaluate(
        FunctionArguments(call: call, range: expression.range, grid: grid, evaluation: self)
      )
    case .matrix, .subquery:
      throw PromQLError(.rangeOfWrongType(.rangeVector), at: expression.range)
    }
  }

  /// The series of an instant vector; empty for anything else, which the parser has refused.
  func vector(_ expression: Expr, over grid: StepGrid) throws(PromQLError) -> [Column] {
    guard case .vector(let columns) = try evaluate(expression, over: grid) else { return [] }
    return columns
  }

  /// The numbers of a scalar.
  func scalar(_ expression: Expr, over grid: StepGrid) throws(PromQLError) -> [Double] {
    guard case .scalar(let values) = try evaluate(expression, over: grid) else {
      return Array(repeating: .nan, count: grid.count)
    }
    return values
  }

  /// The columns as the query's result: names dropped where they must be, identities unique.
  func finished(_ columns: [Column], at range: Range<Int>) throws(PromQLError) -> [Column] {
    var result = ColumnSet(steps: queryGrid.count)
    for var column in columns {
      if column.dropsName { column.labels = column.labels.withoutName }
      column.dropsName = false
      guard result.add(column) else { throw PromQLError(.duplicateLabels, at: range) }
    }
    return result.columns
  }

  /// Adds a remark, once.
  func remark(_ kind: Annotation.Kind, at range: Range<Int>) {
    let annotation = Annotation(kind: kind, range: range)
    guard !annotations.contains(annotation), annotations.count < Self.maximumAnnotations else {
      return
    }
    annotations.append(annotation)
  }

  private static let maximumAnnotations = 100

  /// Counts what was read or computed; throws when it is more than allowed, or nobody waits.
  func charge(series count: Int = 0, samples more: Int, at range: Range<Int>) throws(PromQLError) {
    guard !isCancelled() else { throw PromQLError(.cancelled, at: range) }
    series += count
    samples += more
    guard series <= settings.limits.series else {
      throw PromQLError(.tooManySeries(limit: settings.limits.series), at: range)
    }
    guard samples <= settings.limits.samples else {
      throw PromQLError(.tooManySamples(limit: settings.limits.samples), at: range)
    }
  }

  private func negate(_ value: Evaluated, if isNegative: Bool) throws(PromQLError) -> Evaluated {
    guard isNegative else { return value }
    switch value {
    case .scalar(let values): return .scalar(values.map { -$0 })
    case .string: return value
    case .vector(let columns):
      return .vector(
        columns.map { column in
          Column(
            labels: column.labels,
            dropsName: true,
            values: column.values.map { $0.isAbsent ? $0 : -$0 }
          )
        }
      )
    }
  }
}
