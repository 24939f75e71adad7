/// `deriv` and `predict_linear`: the line of least squares through a window.
///
/// Each window is looked at on its own: the sums depend on where its time begins, and sliding them
/// would lose digits that Prometheus has.
enum RegressionFunctions {
  /// The slope a second.
  static let derivative = WindowFunction { input, result in
    input.forEachWindow { step, samples in
      guard samples.count > 1 else { return }
      let origin = input.run.timestamps[samples.lowerBound]
      result[step] = line(input.run, samples, from: origin).slope
    }
  }

  /// The value of the line some seconds after the step.
  static let prediction = WindowFunction { input, result in
    input.forEachWindow { step, samples in
      guard samples.count > 1 else { return }
      let (slope, intercept) = line(input.run, samples, from: input.grid.grid.time(step))
      result[step] = slope * input.scalars[0][step] + intercept
    }
  }

  private static func line(
    _ run: SampleRun,
    _ samples: Range<Int>,
    from origin: Int64
  ) -> (
    slope: Double, intercept: Double
  ) {
    let first = run.values[samples.lowerBound]
    if run.values[samples].allSatisfy({ $0 == first }) {
      return first.isInfinite ? (.nan, .nan) : (0, first)
    }
    var sums = (x: KahanSum(), y: KahanSum(), xy: KahanSum(), xx: KahanSum())
    for index in samples {
      let x = Double(run.timestamps[index].clampedMinus(origin)) / 1000
      let y = run.values[index]
      sums.x.add(x)
      sums.y.add(y)
      sums.xy.add(x * y)
      sums.xx.add(x * x)
    }
    let count = Double(samples.count)
    let covariance = sums.xy.value - sums.x.value * sums.y.value / count
    let variance = sums.xx.value - sums.x.value * sums.x.value / count
    let slope = covariance / variance
    return (slope, sums.y.value / count - slope * sums.x.value / count)
  }
}
