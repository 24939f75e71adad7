import MetricsModel

/// The functions that look at a whole vector: `scalar`, `vector`, `absent`, `sort`, `timestamp`.
enum VectorFunctions {
  /// The value of the only series, NaN where there is not exactly one.
  static func scalar(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    var values = [Double](repeating: .absent, count: arguments.grid.count)
    var isUnique = [Bool](repeating: true, count: arguments.grid.count)
    for column in try arguments.vector(0) {
      for (step, value) in column.values.enumerated() where !value.isAbsent {
        if !values[step].isAbsent { isUnique[step] = false }
        values[step] = value
      }
    }
    return .scalar(
      values.indices.map { isUnique[$0] && !values[$0].isAbsent ? values[$0] : .nan }
    )
  }

  /// A scalar as the value of a series without labels.
  static func vector(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    .vector([Column(labels: .empty, dropsName: false, values: try arguments.scalar(0))])
  }

  /// 1 at the steps where the vector is empty.
  static func absent(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    absence(try arguments.vector(0), arguments)
  }

  /// 1 at the steps where the window is empty.
  static func absentOverTime(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    absence(try arguments.windowed(by: OverTimeFunctions.present), arguments)
  }

  private static func absence(_ columns: [Column], _ arguments: FunctionArguments) -> Evaluated {
    var values = [Double](repeating: 1, count: arguments.grid.count)
    for column in columns {
      for (step, value) in column.values.enumerated() where !value.isAbsent {
        values[step] = .absent
      }
    }
    let labels = impliedLabels(of: arguments.expression(0).unwrapped)
    return .vector([Column(labels: labels, dropsName: false, values: values)])
  }

  /// The labels that a selector fixes by one equality each.
  private static func impliedLabels(of expression: Expr) -> Labels {
    let matchers: [Matcher]
    switch expression.node {
    case .vector(let selector): matchers = selector.matchers
    case .matrix(let matrix): matchers = matrix.selector.matchers
    default: return .empty
    }
    var values: [String: String] = [:]
    var seen: Set<String> = [Labels.metricName]
    for matcher in matchers where matcher.name != Labels.metricName {
      let isFirst = seen.insert(matcher.name).inserted
      values[matcher.name] = isFirst && matcher.comparison == .equal ? matcher.value : nil
      if matcher.comparison != .equal, isFirst { seen.remove(matcher.name) }
    }
    return Labels(values.map { Labels.Pair($0.key, $0.value) })
  }

  /// The series by their values, NaN last; along a range the order means nothing.
  static func sort(
    descending: Bool
  )
    -> @Sendable (FunctionArguments) throws(PromQLError)
    -> Evaluated
  {
    { (arguments) throws(PromQLError) in
      let columns = try arguments.vector(0)
      guard arguments.grid.count == 1 else {
        arguments.evaluation.remark(.sortInRange, at: arguments.range)
        return .vector(columns)
      }
      return .vector(
        columns.filter { !$0.values[0].isAbsent }.sorted { first, second in
          let (left, right) = (first.values[0], second.values[0])
          if right.isNaN { return !left.isNaN }
          return descending ? left > right : left < right
        }
      )
    }
  }

  /// The time of each sample in seconds; of the step where the argument is no plain selector.
  static func timestamp(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    let argument = arguments.expression(0)
    if case .vector(let selector) = argument.unwrapped.node {
      let columns = try arguments.evaluation.selectTimes(
        selector,
        over: arguments.grid,
        at: argument.range
      )
      return .vector(columns.map { $0.mapping { seconds, _ in seconds } })
    }
    let times = arguments.times
    return .vector(try arguments.vector(0).map { $0.mapping { _, step in times[step] } })
  }
}
