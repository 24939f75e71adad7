import Glibc

extension Function {
  /// The function of a name, nil when there is none.
  static func named(_ name: String) -> Function? { byName[name] }

  private static let byName = Dictionary(
    (windows + elements + trigonometry + dates + others).map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  private static func overTime(_ name: String, _ function: WindowFunction) -> Function {
    Function(name, [.rangeVector], .window(function))
  }

  private static let windows: [Function] = [
    overTime("rate", RateFunctions.extrapolated(.rate)),
    overTime("increase", RateFunctions.extrapolated(.increase)),
    overTime("delta", RateFunctions.extrapolated(.delta)),
    overTime("irate", RateFunctions.instantRate),
    overTime("idelta", RateFunctions.instantDelta),
    overTime("changes", RateFunctions.countingPairs { $0 != $1 && !($0.isNaN && $1.isNaN) }),
    overTime("resets", RateFunctions.countingPairs { $1 < $0 }),
    overTime("deriv", RegressionFunctions.derivative),
    Function("predict_linear", [.rangeVector, .scalar], .window(RegressionFunctions.prediction)),
    overTime("sum_over_time", OverTimeFunctions.sum),
    overTime("avg_over_time", OverTimeFunctions.average),
    overTime("min_over_time", OverTimeFunctions.minimum),
    overTime("max_over_time", OverTimeFunctions.maximum),
    overTime("count_over_time", OverTimeFunctions.count),
    overTime("stddev_over_time", OverTimeFunctions.deviation),
    overTime("stdvar_over_time", OverTimeFunctions.variance),
    overTime("last_over_time", OverTimeFunctions.last),
    overTime("present_over_time", OverTimeFunctions.present),
    Function("quantile_over_time", [.scalar, .rangeVector], .window(OverTimeFunctions.quantile)),
    Function("absent_over_time", [.rangeVector], .custom(VectorFunctions.absentOverTime)),
  ]

  private static func element(
    _ name: String,
    _ change: @escaping @Sendable (Double) -> Double
  ) -> Function {
    Function(name, [.instantVector], .element(change))
  }

  private static let elements: [Function] = [
    element("abs") { abs($0) },
    element("ceil") { $0.rounded(.up) },
    element("floor") { $0.rounded(.down) },
    element("exp") { exp($0) },
    element("ln") { log($0) },
    element("log2") { log2($0) },
    element("log10") { log10($0) },
    element("sqrt") { $0.squareRoot() },
    element("sgn") { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 },
    Function(
      "round",
      [.instantVector, .scalar],
      takes: .optional(1),
      .elementWith(Elementwise.round)
    ),
    Function("clamp", [.instantVector, .scalar, .scalar], .elementWith(Elementwise.clamp)),
    Function("clamp_min", [.instantVector, .scalar], .elementWith(Elementwise.clampMinimum)),
    Function("clamp_max", [.instantVector, .scalar], .elementWith(Elementwise.clampMaximum)),
  ]

  private static let trigonometry: [Function] = [
    element("sin") { sin($0) },
    element("cos") { cos($0) },
    element("tan") { tan($0) },
    element("asin") { asin($0) },
    element("acos") { acos($0) },
    element("atan") { atan($0) },
    element("sinh") { sinh($0) },
    element("cosh") { cosh($0) },
    element("tanh") { tanh($0) },
    element("asinh") { asinh($0) },
    element("acosh") { acosh($0) },
    element("atanh") { atanh($0) },
    element("rad") { $0 * .pi / 180 },
    element("deg") { $0 * 180 / .pi },
    Function("pi", [], gives: .scalar, .custom(Elementwise.pi)),
  ]

  private static func date(
    _ name: String,
    _ part: @escaping @Sendable (CivilDate) -> Int
  ) -> Function {
    Function(name, [.instantVector], takes: .optional(1), .datePart { Double(part($0)) })
  }

  private static let dates: [Function] = [
    date("year", \.year),
    date("month", \.month),
    date("day_of_month", \.day),
    date("day_of_year", \.dayOfYear),
    date("day_of_week", \.weekday),
    date("days_in_month", \.daysInMonth),
    date("hour", \.hour),
    date("minute", \.minute),
    Function("time", [], gives: .scalar, .custom(Elementwise.time)),
  ]

  private static let others: [Function] = [
    Function("absent", [.instantVector], .custom(VectorFunctions.absent)),
    Function("scalar", [.instantVector], gives: .scalar, .custom(VectorFunctions.scalar)),
    Function("vector", [.scalar], .custom(VectorFunctions.vector)),
    Function("sort", [.instantVector], .custom(VectorFunctions.sort(descending: false))),
    Function("sort_desc", [.instantVector], .custom(VectorFunctions.sort(descending: true))),
    Function("timestamp", [.instantVector], .custom(VectorFunctions.timestamp)),
    Function(
      "label_replace",
      [.instantVector, .string, .string, .string, .string],
      .custom(LabelFunctions.replace)
    ),
    Function(
      "label_join",
      [.instantVector, .string, .string, .string],
      takes: .variadic(fewer: 1),
      .custom(LabelFunctions.join)
    ),
    Function(
      "histogram_quantile",
      [.scalar, .instantVector],
      .custom(HistogramFunctions.quantile)
    ),
    Function(
      "histogram_fraction",
      [.scalar, .scalar, .instantVector],
      .custom(HistogramFunctions.fraction)
    ),
  ]
}
