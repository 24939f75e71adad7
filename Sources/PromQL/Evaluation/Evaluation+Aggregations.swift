import MetricsModel

extension Evaluation {
  /// The groups of an aggregation, each with one value at a step, or its chosen elements.
  func aggregate(
    _ aggregation: Aggregation,
    over grid: StepGrid,
    at range: Range<Int>
  )
    throws(PromQLError) -> [Column]
  {
    let parameter = try parameter(of: aggregation, over: grid)
    let columns = try vector(aggregation.expression, over: grid)
    try charge(samples: columns.count * grid.count, at: range)
    let groups = ColumnGroups(columns, by: aggregation.grouping)
    switch (aggregation.operation, parameter) {
    case (.sum, _): return groups.fold(SumAccumulator.self, steps: grid.count)
    case (.avg, _): return groups.fold(MeanAccumulator.self, steps: grid.count)
    case (.count, _): return groups.fold(CountAccumulator.self, steps: grid.count)
    case (.group, _): return groups.fold(PresenceAccumulator.self, steps: grid.count)
    case (.min, _): return groups.fold(MinimumAccumulator.self, steps: grid.count)
    case (.max, _): return groups.fold(MaximumAccumulator.self, steps: grid.count)
    case (.stdvar, _): return groups.fold(VarianceAccumulator.self, steps: grid.count)
    case (.stddev, _): return groups.fold(DeviationAccumulator.self, steps: grid.count)
    case (.topk, .scalar(let counts)):
      return groups.ranked(counts: try self.counts(counts, at: range), largest: true)
    case (.bottomk, .scalar(let counts)):
      return groups.ranked(counts: try self.counts(counts, at: range), largest: false)
    case (.quantile, .scalar(let levels)):
      remarkQuantiles(levels, at: aggregation.parameter?.range ?? range)
      return groups.quantiles(levels)
    case (.countValues, .string(let label)):
      guard !label.isEmpty, !label.contains("\u{fffd}") else {
        throw PromQLError(.badLabelName(label), at: aggregation.parameter?.range ?? range)
      }
      return try groups.countedValues(label: label, steps: grid.count) { () throws(PromQLError) in
        try charge(samples: grid.count, at: range)
      }
    case (.topk, _), (.bottomk, _), (.quantile, _), (.countValues, _): return []
    }
  }

  /// Remarks on quantiles outside of 0...1.
  func remarkQuantiles(_ levels: [Double], at range: Range<Int>) {
    for level in levels where !(level >= 0 && level <= 1) {
      remark(.quantileOutOfRange(level), at: range)
    }
  }

  private func parameter(
    of aggregation: Aggregation,
    over grid: StepGrid
  )
    throws(PromQLError) -> Evaluated?
  {
    guard let parameter = aggregation.parameter else { return nil }
    return try evaluate(parameter, over: grid)
  }

  private func counts(_ numbers: [Double], at range: Range<Int>) throws(PromQLError) -> [Int] {
    var counts: [Int] = []
    for number in numbers {
      guard !number.isNaN else { throw PromQLError(.parameterNotANumber, at: range) }
      guard number < 0x1p63, number > -0x1p63 else {
        throw PromQLError(.outOfRange("scalar value \(NumberFormat.shortest(number))"), at: range)
      }
      counts.append(max(0, Int(number)))
    }
    return counts
  }
}
