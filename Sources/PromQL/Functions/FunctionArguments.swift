import MetricsModel

/// The arguments of a call, evaluated when they are asked for.
struct FunctionArguments {
  /// The call.
  let call: FunctionCall
  /// Where it stands.
  let range: Range<Int>
  /// The steps.
  let grid: StepGrid
  /// The query.
  let evaluation: Evaluation

  /// How many there are.
  var count: Int { call.arguments.count }

  /// The expression of an argument; the call's own where the argument was left out.
  func expression(_ index: Int) -> Expr {
    index < count ? call.arguments[index] : Expr(.call(call), at: range)
  }

  /// The series of an argument.
  func vector(_ index: Int) throws(PromQLError) -> [Column] {
    let columns = try evaluation.vector(expression(index), over: grid)
    try evaluation.charge(samples: columns.count * grid.count, at: range)
    return columns
  }

  /// The series of the first argument, or the step's own time where it is left out.
  func vectorOrTime() throws(PromQLError) -> [Column] {
    guard count == 0 else { return try vector(0) }
    return [Column(labels: .empty, dropsName: false, values: times)]
  }

  /// The numbers of an argument, one for each step.
  func scalar(_ index: Int) throws(PromQLError) -> [Double] {
    try evaluation.scalar(expression(index), over: grid)
  }

  /// The numbers of all arguments from an index on.
  func scalars(from index: Int) throws(PromQLError) -> [[Double]] {
    var result: [[Double]] = []
    for argument in index..<max(index, count) { result.append(try scalar(argument)) }
    return result
  }

  /// The text of an argument.
  func string(_ index: Int) throws(PromQLError) -> String {
    guard case .string(let text) = try evaluation.evaluate(expression(index), over: grid) else {
      return ""
    }
    return text
  }

  /// The time of each step in seconds.
  var times: [Double] { (0..<grid.count).map { Double(grid.time($0)) / 1000 } }

  /// The values of a window function for the series of its range argument.
  func windowed(by function: WindowFunction) throws(PromQLError) -> [Column] {
    guard
      let place = call.arguments.firstIndex(where: { $0.type == .rangeVector })
    else { return [] }
    var scalars: [[Double]] = []
    for (index, argument) in call.arguments.enumerated() where argument.type == .scalar {
      scalars.append(try scalar(index))
    }
    if function.takesQuantile, let levels = scalars.first {
      evaluation.remarkQuantiles(levels, at: expression(0).range)
    }
    let runs = try evaluation.runs(of: expression(place), over: grid)
    try evaluation.charge(samples: runs.count * grid.count, at: range)
    let columns = runs.map(scalars: scalars) { input -> Column? in
      var values = [Double](repeating: .absent, count: grid.count)
      function.fill(input, &values)
      guard !values.allSatisfy({ $0.isAbsent }) else { return nil }
      return Column(
        labels: input.run.labels,
        dropsName: input.run.dropsName || !function.keepsName,
        values: values
      )
    }
    if function.expectsCounter { remarkCounters(columns, of: expression(place)) }
    return columns
  }

  /// Remarks on series that are not named like counters.
  private func remarkCounters(_ columns: [Column], of expression: Expr) {
    let place = expression.range
    var known = ""
    // A selector that names its metric has series of that name alone.
    let hasOneName = expression.selectors.count == 1 && expression.metricNames?.count == 1
    for column in hasOneName ? columns.prefix(1) : columns[...] where column.labels.name != known {
      known = column.labels.name
      if !Self.isCounterName(known) {
        evaluation.remark(.possiblyNoCounter(metric: known), at: place)
      }
    }
  }

  private static func isCounterName(_ name: String) -> Bool {
    name.isEmpty || ["_total", "_sum", "_count", "_bucket"].contains { name.hasSuffix($0) }
  }
}
