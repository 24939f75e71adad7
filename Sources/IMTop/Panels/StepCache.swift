/// The values of one expression at steps aligned to absolute time, of which only new ones are
/// computed.
struct StepCache: SteppedValues {
  static let nothing: [Double?] = []

  /// The milliseconds between two steps.
  let step: Int64
  /// The time of `values[0]`, a multiple of `step`.
  private(set) var start: Int64
  private(set) var values: [Double?] = []

  /// A cache that begins at the step at or before `start`.
  init(step: Int64, from start: Int64) {
    self.step = max(1, step)
    self.start = start.aligned(to: max(1, step))
  }

  /// The time of the step behind the newest one.
  var end: Int64 { start + Int64(values.count) * step }

  /// How many steps are covered.
  var count: Int { values.count }

  /// Makes the cache cover the steps of a range of time.
  ///
  /// Missing steps are asked for, and the newest `fresh` ones again, since their series may have grown
  /// since. `compute` gives the values of the steps from one time through another.
  mutating func cover(
    from: Int64,
    through: Int64,
    fresh: Int,
    _ compute: (_ from: Int64, _ through: Int64) -> [Double?]
  ) {
    let first = from.aligned(to: step)
    let last = through.aligned(to: step)
    guard last >= first else { return }
    if first < start || first > end {
      start = first
      values = []
    }
    values.removeLast(min(values.count, fresh))
    values.removeFirst(min(values.count, Int(clamping: (first - start) / step)))
    start = max(start, first)
    guard last >= end else {
      values.removeLast(min(values.count, Int(clamping: (end - last) / step - 1)))
      return
    }
    values += compute(end, last)
  }
}

extension Int64 {
  /// The greatest multiple of `step` that is not greater.
  func aligned(to step: Int64) -> Int64 {
    let rest = self % step
    return self - (rest < 0 ? rest + step : rest)
  }
}
