import MetricsModel
import PromQL

/// The values of several series, one a step.
typealias Lines = [Labels: [Double?]]

extension PanelPlan {
  /// The values of every series at aligned steps; before there are enough scrapes, over what has been
  /// read.
  ///
  /// Remarks are added to `remarks`.
  func lines(
    from: Int64,
    through: Int64,
    step: Int64,
    _ evaluator: Evaluator,
    _ inputs: PanelInputs,
    remarks: inout [String]
  ) throws(PromQLError) -> Lines {
    let count = Int(clamping: (through - from) / step) + 1
    guard count > 0 else { return [:] }
    var annotations: [Annotation] = []
    let series = try evaluator.range(
      expression,
      from: Timestamp(milliseconds: from),
      through: Timestamp(milliseconds: through),
      step: Double(step) / 1000,
      annotations: &annotations
    )
    remarks.note(annotations)
    var lines = series.lines(from: from, step: step, count: count)
    lines.merge(try history(from: from, count: count, step: step, inputs)) { own, known in
      zip(own, known).map { $0 ?? $1 }
    }
    settle(&lines, from: from, step: step, count: count, evaluator, inputs)
    return lines
  }

  /// The values of every series as the log tells them, of the time before the first scrape.
  private func history(
    from: Int64,
    count: Int,
    step: Int64,
    _ inputs: PanelInputs
  ) throws(PromQLError) -> Lines {
    guard origin == .scrape, let past, let first = begin(inputs), from < first else { return [:] }
    let through = min(from + Int64(count - 1) * step, (first - 1).aligned(to: step))
    guard from <= through else { return [:] }
    let series = try Evaluator(source: log(inputs)).range(
      past.expression,
      from: Timestamp(milliseconds: from),
      through: Timestamp(milliseconds: through),
      step: Double(step) / 1000
    )
    return series.lines(from: from, step: step, count: count)
  }

  /// The newest value of every series.
  func newest(_ evaluator: Evaluator, at time: Timestamp, _ inputs: PanelInputs) -> [Labels: Double]
  {
    guard let samples = samples(of: expression, evaluator, at: time, inputs) else { return [:] }
    return Dictionary(samples.map { ($0.labels, $0.value) }) { $1 }.filter { !$0.value.isNaN }
  }

  /// Puts what has been read so far in the place of windows that were not full yet.
  private func settle(
    _ lines: inout Lines,
    from: Int64,
    step: Int64,
    count: Int,
    _ evaluator: Evaluator,
    _ inputs: PanelInputs
  ) {
    guard let first = begin(inputs), expression.longestWindow > 0 else { return }
    let settled = first + expression.longestWindow
    for index in 0..<count {
      let time = from + Int64(index) * step
      guard time < settled else { break }
      guard time > first else { continue }
      for (labels, value) in newest(evaluator, at: Timestamp(milliseconds: time), inputs) {
        lines[labels, default: [Double?](repeating: nil, count: count)][index] = value
      }
    }
  }
}

extension [Series] {
  /// The values at steps from a time on.
  fileprivate func lines(from: Int64, step: Int64, count: Int) -> Lines {
    var lines: Lines = [:]
    for one in self {
      var values = [Double?](repeating: nil, count: count)
      for (time, value) in zip(one.timestamps, one.values) where !value.isNaN {
        let index = Int(clamping: (time - from) / step)
        if values.indices.contains(index) { values[index] = value }
      }
      lines[one.labels] = values
    }
    return lines
  }
}

extension [String] {
  /// Adds what is remarked, each remark once.
  mutating func note(_ annotations: [Annotation]) {
    for message in annotations.map(\.message) where !contains(message) { append(message) }
  }
}
