/// One value made of several, one after the other.
protocol StepAccumulator {
  /// The accumulation of a first value.
  init(_ value: Double)
  /// Takes one more value.
  mutating func add(_ value: Double)
  /// The value of all so far.
  var result: Double { get }
}

/// The sum.
struct SumAccumulator: StepAccumulator {
  private var sum = KahanSum()

  init(_ value: Double) { sum.sum = value }

  mutating func add(_ value: Double) { sum.add(value) }

  var result: Double { sum.value }
}

/// The average: of the sum while that is finite, incremental from there on.
struct MeanAccumulator: StepAccumulator {
  private var sum = KahanSum()
  private var count = 1.0
  private var isIncremental = false

  init(_ value: Double) { sum.sum = value }

  mutating func add(_ value: Double) {
    count += 1
    if !isIncremental {
      var next = sum
      next.add(value)
      guard next.sum.isInfinite else {
        sum = next
        return
      }
      isIncremental = true
      sum.sum /= count - 1
      sum.compensation /= count - 1
    }
    let weight = (count - 1) / count
    sum.sum *= weight
    sum.compensation *= weight
    sum.add(value / count)
  }

  var result: Double {
    isIncremental ? sum.value : sum.sum / count + sum.compensation / count
  }
}

/// How many there are.
struct CountAccumulator: StepAccumulator {
  private var count = 1.0

  init(_ value: Double) {}

  mutating func add(_ value: Double) { count += 1 }

  var result: Double { count }
}

/// One, where there is any.
struct PresenceAccumulator: StepAccumulator {
  init(_ value: Double) {}

  mutating func add(_ value: Double) {}

  var result: Double { 1 }
}

/// The smallest; NaN only when there is nothing else.
struct MinimumAccumulator: StepAccumulator {
  private(set) var result: Double

  init(_ value: Double) { result = value }

  mutating func add(_ value: Double) {
    if value < result || result.isNaN { result = value }
  }
}

/// The largest; NaN only when there is nothing else.
struct MaximumAccumulator: StepAccumulator {
  private(set) var result: Double

  init(_ value: Double) { result = value }

  mutating func add(_ value: Double) {
    if value > result || result.isNaN { result = value }
  }
}

/// The variance of the population, by Welford's method.
struct VarianceAccumulator: StepAccumulator {
  private var count = 1.0
  private var mean: Double
  private var squares: Double

  init(_ value: Double) {
    mean = value
    squares = value.isFinite ? 0 : .nan
  }

  mutating func add(_ value: Double) {
    count += 1
    let delta = value - mean
    mean += delta / count
    squares += delta * (value - mean)
  }

  var result: Double { squares / count }
}

/// The standard deviation of the population.
struct DeviationAccumulator: StepAccumulator {
  private var variance: VarianceAccumulator

  init(_ value: Double) { variance = VarianceAccumulator(value) }

  mutating func add(_ value: Double) { variance.add(value) }

  var result: Double { variance.result.squareRoot() }
}
