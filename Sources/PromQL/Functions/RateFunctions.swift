/// `rate`, `increase`, `delta` and their kin, as Prometheus extrapolates them.
enum RateFunctions {
  /// What is extrapolated, and into what.
  enum Kind {
    case rate
    case increase
    case delta
  }

  /// The change over the window, extrapolated to its ends.
  static func extrapolated(_ kind: Kind) -> WindowFunction {
    let isCounter = kind != .delta
    return WindowFunction(
      fill: { input, result in
        let seconds = kind == .rate ? Double(input.grid.length) / 1000 : 1
        var resets = isCounter ? CounterResets(input.run.values) : nil
        let values = input.run.values.span
        let windows = input.bounds.windows
        let extrapolations = input.bounds.extrapolations
        var results = result.mutableSpan
        for index in windows.indices {
          let window = windows[index]
          guard window.samples.count > 1 else { continue }
          let first = values[window.samples.lowerBound]
          var change = values[window.samples.upperBound &- 1] - first
          guard isCounter else {
            results[window.step] = change * extrapolations[index].factor
            continue
          }
          if let lost = resets?.lost(in: window.samples) { change += lost }
          let factor = extrapolations[index].factor(value: first, change: change)
          results[window.step] = change * (factor / seconds)
        }
      },
      expectsCounter: isCounter
    )
  }

  /// The change between the last two samples, a second.
  static let instantRate = WindowFunction { input, result in
    let values = input.run.values
    let times = input.run.timestamps
    input.forEachWindow { step, samples in
      guard samples.count > 1 else { return }
      let last = samples.upperBound - 1
      let seconds = Double(times[last].clampedMinus(times[last - 1])) / 1000
      let isReset = values[last] < values[last - 1]
      result[step] = (isReset ? values[last] : values[last] - values[last - 1]) / seconds
    }
  }

  /// The change between the last two samples.
  static let instantDelta = WindowFunction { input, result in
    let values = input.run.values
    input.forEachWindow { step, samples in
      guard samples.count > 1 else { return }
      result[step] = values[samples.upperBound - 1] - values[samples.upperBound - 2]
    }
  }

  /// How often neighbours in the window satisfy a condition.
  static func countingPairs(
    where condition: @escaping @Sendable (Double, Double) -> Bool
  ) -> WindowFunction {
    WindowFunction { input, result in
      let values = input.run.values
      var counts = [0]
      counts.reserveCapacity(values.count)
      for index in values.indices.dropFirst() {
        let isCounted = condition(values[index - 1], values[index])
        counts.append(counts[index - 1] + (isCounted ? 1 : 0))
      }
      input.forEachWindow { step, samples in
        result[step] = Double(counts[samples.upperBound - 1] - counts[samples.lowerBound])
      }
    }
  }
}
