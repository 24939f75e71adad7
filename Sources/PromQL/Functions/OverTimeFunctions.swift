/// The `..._over_time` functions.
enum OverTimeFunctions {
  static let sum = WindowFunction.sliding(SumSummary.self) { summary, _, _ in summary.sum.value }

  /// The average: of the sum while that is finite, incremental where it is not.
  static let average = WindowFunction.sliding(SumSummary.self) { summary, input, samples in
    let count = Double(samples.count)
    guard summary.sum.sum.isInfinite else {
      return summary.sum.sum / count + summary.sum.compensation / count
    }
    var mean = MeanAccumulator(input.run.values[samples.lowerBound])
    for value in input.run.values[samples].dropFirst() { mean.add(value) }
    return mean.result
  }

  static let minimum = WindowFunction.sliding(MinimumSummary.self) { summary, _, _ in summary.value
  }

  static let maximum = WindowFunction.sliding(MaximumSummary.self) { summary, _, _ in summary.value
  }

  static let variance = WindowFunction.sliding(VarianceSummary.self) { summary, _, _ in
    summary.variance
  }

  static let deviation = WindowFunction.sliding(VarianceSummary.self) { summary, _, _ in
    summary.variance.squareRoot()
  }

  static let count = WindowFunction.each { _, _, samples in Double(samples.count) }

  static let present = WindowFunction.each { _, _, _ in 1 }

  static let last: WindowFunction = {
    var function = WindowFunction.each { input, _, samples in
      input.run.values[samples.upperBound - 1]
    }
    function.keepsName = true
    return function
  }()

  /// The φ-quantile; the window is kept sorted while it slides.
  static let quantile = WindowFunction(
    fill: { input, result in
      var window = SortedWindow(input.run.values)
      input.forEachWindow { step, samples in
        window.move(to: samples)
        result[step] = Quantile.value(input.scalars[0][step], ofSorted: window.sorted)
      }
    },
    takesQuantile: true
  )
}

/// The values of a window that only moves forward, in ascending order, NaN first.
private struct SortedWindow {
  private let values: [Double]
  private var window = 0..<0
  private(set) var sorted: [Double] = []

  init(_ values: [Double]) {
    self.values = values
  }

  mutating func move(to next: Range<Int>) {
    if next.lowerBound >= window.upperBound {
      sorted = values[next].sorted(by: Quantile.precedes)
    } else {
      for index in window.lowerBound..<next.lowerBound { remove(values[index]) }
      for index in window.upperBound..<next.upperBound {
        sorted.insert(values[index], at: place(of: values[index]))
      }
    }
    window = next
  }

  private mutating func remove(_ value: Double) {
    let place = place(of: value)
    if place < sorted.count { sorted.remove(at: place) }
  }

  /// The first place at which `value` may stand.
  private func place(of value: Double) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if Quantile.precedes(sorted[middle], value) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
