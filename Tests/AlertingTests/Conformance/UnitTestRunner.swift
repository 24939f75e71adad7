import Alerting
import Foundation
import MetricsModel
import PromQL
import SeriesScripts
import StrictYAML

/// Runs a file of rule unit tests as `promtool test rules` does.
struct UnitTestRunner {
  /// What did not turn out as it should.
  private(set) var failures: [String] = []
  /// How many assertions were made.
  private(set) var checked = 0
  /// How many were left out because they need native histograms.
  private(set) var skipped = 0

  private let file: UnitTestFile
  private var rules: [RuleGroup] = []

  /// Runs the groups of tests that `names` lists, or all.
  init(_ path: String, only names: [String]?) throws {
    file = try UnitTestFile(try Promtool.text(path), file: path)
    let folder = (path as NSString).deletingLastPathComponent
    for name in file.ruleFiles {
      rules += try RuleGroup.groups(text: try Promtool.text("\(folder)/\(name)"), file: name)
    }
    for group in file.groups where names?.contains(group.name) ?? true { run(group) }
  }

  private mutating func run(_ group: UnitTestFile.Group) {
    guard let source = source(group) else {
      failures.append("\(group.name): a series cannot be read")
      return
    }
    var engine = RuleEngine(groups: rules)
    let interval = file.evaluationInterval
    let last = (group.queries.map(\.time) + group.alerts.map(\.time)).max() ?? 0
    for index in 0...Int(last / interval) {
      let time = Double(index) * interval
      let now = Timestamp(seconds: group.start + time)
      let statuses = engine.evaluate(at: now, source: source)
      for status in statuses {
        if case .broken(let reason) = status.state {
          failures.append("\(status.rule) at \(time): \(reason)")
        }
      }
      let reached = time..<(time + interval)
      for query in group.queries where reached.contains(query.time) {
        check(query, CombinedSource([source, engine.recorded]), from: group.start)
      }
      for alerts in group.alerts where reached.contains(alerts.time) { check(alerts, statuses) }
    }
  }

  private func source(_ group: UnitTestFile.Group) -> MemorySource? {
    var source = MemorySource()
    for input in group.inputs {
      guard let notation = SeriesNotation("\(input.series) \(input.values)") else { return nil }
      var series = Series(labels: notation.labels)
      for (index, point) in notation.points.enumerated() {
        guard case .value(let value) = point else { continue }
        let time = Timestamp(seconds: group.start + Double(index) * group.interval)
        series.timestamps.append(time.milliseconds)
        series.values.append(value)
      }
      source.add(series)
    }
    source.seal()
    return source
  }

  private mutating func check(
    _ query: UnitTestFile.Query,
    _ source: any SeriesSource,
    from start: Double
  ) {
    guard !query.needsHistograms else {
      skipped += 1
      return
    }
    checked += 1
    let time = Timestamp(seconds: start + query.time)
    guard let expression = try? PromQL.parse(query.expression),
      let found = try? Evaluator(source: source).instant(expression, at: time).samples
    else {
      failures.append("\(query.expression) cannot be evaluated")
      return
    }
    var rest = query.samples
    for sample in found {
      let match = rest.firstIndex {
        (SeriesNotation("\($0.labels.isEmpty ? "{}" : $0.labels) 0")?.labels) == sample.labels
          && isSame($0.value, sample.value)
      }
      if let match { rest.remove(at: match) } else { rest.append(("unexpected", sample.value)) }
    }
    if !rest.isEmpty {
      failures.append(
        "\(query.expression) at \(query.time): got \(found), expected \(query.samples)"
      )
    }
  }

  private mutating func check(_ alerts: UnitTestFile.Alerts, _ statuses: [AlertStatus]) {
    checked += 1
    let found = statuses.filter { $0.rule == alerts.name && $0.state == .firing }
    let expected = alerts.expected.map { (Labels($0.labels.map { Labels.Pair($0, $1) }), $0.1) }
    let isSame =
      found.count == expected.count
      && found.allSatisfy { status in
        expected.contains { $0.0 == status.labels && $0.1 == status.annotations }
      }
    if !isSame {
      failures.append("\(alerts.name) at \(alerts.time): got \(found), expected \(expected)")
    }
  }

  /// Whether two values are the same, or in a fuzzy comparison next to each other.
  private func isSame(_ first: Double, _ second: Double) -> Bool {
    if first == second || first.isNaN && second.isNaN { return true }
    return file.isFuzzy && (first.nextUp == second || first.nextDown == second)
  }
}
