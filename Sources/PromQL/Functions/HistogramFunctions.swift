import MetricsModel

/// `histogram_quantile` and `histogram_fraction` over classic buckets (`le`).
enum HistogramFunctions {
  /// The φ-quantile of each histogram: `histogram_quantile(φ, buckets)`.
  static func quantile(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    let levels = try arguments.scalar(0)
    arguments.evaluation.remarkQuantiles(levels, at: arguments.expression(0).range)
    return .vector(
      try histograms(arguments, argument: 1).map { histogram in
        histogram.column(steps: arguments.grid.count) { step, buckets in
          let isForced = buckets.becomeMonotonic()
          if isForced, levels[step] >= 0, levels[step] <= 1 {
            arguments.evaluation.remark(
              .bucketsForcedMonotonic(metric: histogram.labels.name),
              at: arguments.expression(1).range
            )
          }
          return buckets.quantile(levels[step])
        }
      }
    )
  }

  /// The share of the observations between two values: `histogram_fraction(lower, upper, buckets)`.
  static func fraction(_ arguments: FunctionArguments) throws(PromQLError) -> Evaluated {
    let lower = try arguments.scalar(0)
    let upper = try arguments.scalar(1)
    return .vector(
      try histograms(arguments, argument: 2).map { histogram in
        histogram.column(steps: arguments.grid.count) { step, buckets in
          buckets.fraction(from: lower[step], to: upper[step])
        }
      }
    )
  }

  /// The series of one histogram: the buckets by their upper bounds.
  private struct Histogram {
    let labels: Labels
    var bounds: [(bound: Double, values: [Double])] = []

    func column(steps: Int, _ value: (Int, inout ClassicBuckets) -> Double) -> Column {
      var result = [Double](repeating: .absent, count: steps)
      for step in 0..<steps {
        var buckets = ClassicBuckets(
          bounds.compactMap { bound, values in
            values[step].isAbsent ? nil : ClassicBuckets.Bucket(bound: bound, count: values[step])
          }
        )
        if !buckets.isEmpty { result[step] = value(step, &buckets) }
      }
      return Column(labels: labels, dropsName: true, values: result)
    }
  }

  private static func histograms(
    _ arguments: FunctionArguments,
    argument: Int
  )
    throws(PromQLError) -> [Histogram]
  {
    var histograms: [Histogram] = []
    var places: [Labels: Int] = [:]
    for column in try arguments.vector(argument) {
      let text = column.labels["le"] ?? ""
      guard let bound = bound(text) else {
        arguments.evaluation.remark(
          .badBucketLabel(value: text, metric: column.labels.name),
          at: arguments.expression(argument).range
        )
        continue
      }
      let labels = column.labels.dropping(["le"])
      if places[labels] == nil {
        places[labels] = histograms.count
        histograms.append(Histogram(labels: labels))
      }
      if let place = places[labels] { histograms[place].bounds.append((bound, column.values)) }
    }
    for index in histograms.indices {
      histograms[index].bounds.sort { $0.bound < $1.bound }
    }
    return histograms
  }

  private static func bound(_ text: String) -> Double? {
    switch text.lowercased() {
    case "+inf", "inf", "+infinity", "infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: Double(text).flatMap { $0.isNaN ? nil : $0 }
    }
  }
}
