/// The functions of one value with parameters, and the constants.
enum Elementwise {
  /// `round(v, to)`: the nearest multiple, halves up.
  static let round: @Sendable (Double, [Double]) -> Double = { value, parameters in
    let inverse = 1 / (parameters.first ?? 1)
    return (value * inverse + 0.5).rounded(.down) / inverse
  }

  /// `clamp(v, min, max)`: nothing at all where the bounds are the wrong way round.
  static let clamp: @Sendable (Double, [Double]) -> Double = { value, parameters in
    if parameters[1] < parameters[0] { return .absent }
    return maximum(parameters[0], minimum(parameters[1], value))
  }

  /// `clamp_min(v, min)`: nothing below a bound.
  static let clampMinimum: @Sendable (Double, [Double]) -> Double = { maximum($0, $1[0]) }

  /// `clamp_max(v, max)`: nothing above a bound.
  static let clampMaximum: @Sendable (Double, [Double]) -> Double = { minimum($0, $1[0]) }

  /// `pi()`: the circle's constant.
  static let pi: @Sendable (FunctionArguments) throws(PromQLError) -> Evaluated = { arguments in
    .scalar(Array(repeating: .pi, count: arguments.grid.count))
  }

  /// `time()`: seconds since the epoch.
  static let time: @Sendable (FunctionArguments) throws(PromQLError) -> Evaluated = { arguments in
    .scalar(arguments.times)
  }

  /// The smaller one; NaN where either is.
  private static func minimum(_ first: Double, _ second: Double) -> Double {
    first.isNaN || second.isNaN ? .nan : min(first, second)
  }

  /// The larger one; NaN where either is.
  private static func maximum(_ first: Double, _ second: Double) -> Double {
    first.isNaN || second.isNaN ? .nan : max(first, second)
  }
}
