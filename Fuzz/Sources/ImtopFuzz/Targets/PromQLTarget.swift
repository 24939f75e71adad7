import Foundation
import MetricsModel
import PromQL

/// Expressions: what is read prints to source that reads to the same, and is evaluated over a little
/// data, now and along a range.
enum PromQLTarget: FuzzTarget {
  static let name = "promql"

  static func seeds(_ conformance: URL) -> [Data] {
    let folder = conformance.appendingPathComponent("promqltest")
    return JSONLines.texts(folder.appendingPathComponent("promql_parse_cases.jsonl"), "query")
      + JSONLines.texts(folder.appendingPathComponent("promql_print_cases.jsonl"), "query")
      + JSONLines.texts(folder.appendingPathComponent("head/cases.jsonl"), "query")
  }

  static func read(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    let expression: Expr
    do {
      expression = try PromQL.parse(text)
    } catch {
      _ = error.rendered(in: text)
      return
    }
    let printed = expression.description
    guard let again = try? PromQL.parse(printed), again == expression else {
      fatalError("\(text) prints to \(printed)")
    }
    let evaluator = Evaluator(
      source: source,
      limits: Limits(samples: 200_000, series: 1000, steps: 100)
    )
    var remarks: [Annotation] = []
    for seconds in [0.0, 100, 1e9] {
      _ = try? evaluator.instant(
        expression,
        at: Timestamp(seconds: seconds),
        annotations: &remarks
      )
    }
    _ = try? evaluator.range(
      expression,
      from: Timestamp(seconds: 0),
      through: Timestamp(seconds: 300),
      step: 7,
      annotations: &remarks
    )
    for remark in remarks { _ = remark.rendered(in: text) }
  }

  private static let source = FewSeries()
}

/// A counter, a gauge with gaps and values that are none, and a histogram.
struct FewSeries: SeriesSource {
  private let series: [Series] = {
    let times = (0..<40).map { Int64($0) * 5000 }
    var series = ["a", "b"].map { instance in
      Series(
        labels: Labels(name: "x_total", ["instance": instance]),
        timestamps: times,
        values: times.map { Double($0 % 45_000) }
      )
    }
    let odd: [Double] = [1, .nan, .infinity, -0.0, .stale, -1e308, .leastNonzeroMagnitude, 7]
    series.append(
      Series(
        labels: Labels(name: "metric", ["instance": "a", "job": "j"]),
        timestamps: times,
        values: times.indices.map { odd[$0 % odd.count] }
      )
    )
    for (place, bound) in ["0.1", "1", "+Inf", "odd"].enumerated() {
      series.append(
        Series(
          labels: Labels(name: "h_bucket", ["le": bound]),
          timestamps: times,
          values: times.map { Double(Int64(place) * $0 / 1000) }
        )
      )
    }
    return series
  }()

  func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
    series.compactMap { one in
      guard matchers.allSatisfy({ $0.matches(one.labels) }) else { return nil }
      let inside = one.timestamps.indices.filter {
        range.contains(Timestamp(milliseconds: one.timestamps[$0]))
      }
      guard !inside.isEmpty else { return nil }
      return Series(
        labels: one.labels,
        timestamps: inside.map { one.timestamps[$0] },
        values: inside.map { one.values[$0] }
      )
    }
  }

  func metricNames() -> [String] { Array(Set(series.map(\.labels.name))) }
}
