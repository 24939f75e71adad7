/// The sum of a window.
struct SumSummary: WindowSummary {
  private(set) var sum = KahanSum()

  init(_ value: Double) { sum.sum = value }

  mutating func append(_ next: SumSummary) { sum.add(next.sum) }
}

/// The smallest value of a window; NaN only when there is nothing else.
struct MinimumSummary: WindowSummary {
  private(set) var value: Double

  init(_ value: Double) { self.value = value }

  mutating func append(_ next: MinimumSummary) {
    if next.value < value || value.isNaN { value = next.value }
  }
}

/// The largest value of a window; NaN only when there is nothing else.
struct MaximumSummary: WindowSummary {
  private(set) var value: Double

  init(_ value: Double) { self.value = value }

  mutating func append(_ next: MaximumSummary) {
    if next.value > value || value.isNaN { value = next.value }
  }
}

/// Mean and squared distances from it, put together as Chan, Golub and LeVeque do.
struct VarianceSummary: WindowSummary {
  private var count = 1.0
  private var mean: Double
  private var squares: Double

  init(_ value: Double) {
    mean = value
    squares = value.isFinite ? 0 : .nan
  }

  mutating func append(_ next: VarianceSummary) {
    let total = count + next.count
    let delta = next.mean - mean
    mean += delta * next.count / total
    squares += next.squares + delta * delta * count * next.count / total
    count = total
  }

  /// The variance of the population.
  var variance: Double { squares / count }
}
