import MetricsModel
import PromQL
import SeriesScripts

/// Compares values with the lines that a script expects.
enum ScriptExpectation {
  /// Why an instant value is not what was expected, nil when it is.
  static func difference(_ value: Value, _ evaluation: ScriptEvaluation) -> String? {
    if let text = evaluation.expectations.first(where: { $0.hasPrefix("string ") }) {
      guard case .string(let found) = value,
        case .string(let expected)? = try? PromQL.parse(String(text.dropFirst(7))).node
      else { return "expected \(text), got \(value)" }
      return found == expected ? nil : "expected \(text), got \(found)"
    }
    switch value {
    case .scalar(let number, _):
      guard let line = evaluation.results.first, let expected = SeriesNotation.number(line) else {
        return "got scalar \(number)"
      }
      return isEqual(number, expected) ? nil : "got \(number), expected \(expected)"
    case .string(let text): return "got string \(text)"
    case .vector(let samples):
      let found = samples.map { ($0.labels, [$0.value]) }
      return difference(found, evaluation.results, steps: 1, isOrdered: evaluation.isOrdered)
    case .matrix(let series):
      guard let times = matrixTimes(evaluation) else { return "got a matrix" }
      return difference(series, evaluation.results, at: times)
    }
  }

  /// Why series are not what was expected at `times` (milliseconds), nil when they are.
  static func difference(_ series: [Series], _ lines: [String], at times: [Int64]) -> String? {
    for one in series where !one.timestamps.allSatisfy(times.contains) {
      return "\(one.labels) has samples at other times: \(one.timestamps)"
    }
    let found = series.map { one in
      (
        one.labels,
        times.map { time in
          one.timestamps.firstIndex(of: time).map { one.values[$0] } ?? .stale
        }
      )
    }
    // A scalar's range is written as a series without labels.
    return difference(found, lines, steps: times.count, isOrdered: false)
  }

  private static func difference(
    _ found: [(Labels, [Double])],
    _ lines: [String],
    steps: Int,
    isOrdered: Bool
  ) -> String? {
    var expected: [(Labels, [Double])] = []
    for line in lines {
      guard let notation = SeriesNotation(line) else { return "cannot read \(line)" }
      var values = notation.points.map { point in
        if case .value(let value) = point { value } else { Double.stale }
      }
      while values.count < steps { values.append(.stale) }
      if !values.allSatisfy(\.isStale) { expected.append((notation.labels, values)) }
    }
    guard found.count == expected.count else {
      return "got \(found.count) series, expected \(expected.count): \(found)"
    }
    for (place, (labels, values)) in found.enumerated() {
      let match =
        isOrdered
        ? (expected[place].0 == labels ? expected[place] : nil)
        : expected.first { $0.0 == labels }
      guard let match else { return "unexpected \(labels) at place \(place): \(found)" }
      guard values.count == match.1.count, zip(values, match.1).allSatisfy(isEqual) else {
        return "\(labels): got \(values), expected \(match.1)"
      }
    }
    return nil
  }

  private static func matrixTimes(_ evaluation: ScriptEvaluation) -> [Int64]? {
    for line in evaluation.expectations {
      guard
        let match = line.wholeMatch(
          of: /range vector\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)/
        ),
        case .number(let from)? = try? PromQL.parse(String(match.1)).node,
        case .number(let through)? = try? PromQL.parse(String(match.2)).node,
        case .number(let step)? = try? PromQL.parse(String(match.3)).node
      else { continue }
      return stride(from: from.value, through: through.value, by: step.value).map {
        Int64(($0 * 1000).rounded())
      }
    }
    return nil
  }

  /// Whether two values are equal up to Prometheus' tolerance of a millionth.
  static func isEqual(_ first: Double, _ second: Double) -> Bool {
    if first.isStale || second.isStale { return first.isStale == second.isStale }
    if first.isNaN, second.isNaN { return true }
    if first == second { return true }
    let sum = abs(first) + abs(second)
    if first == 0 || second == 0 || sum < .leastNormalMagnitude {
      return abs(first - second) < 1e-6 * .leastNormalMagnitude
    }
    return abs(first - second) / min(sum, .greatestFiniteMagnitude) < 1e-6
  }
}
