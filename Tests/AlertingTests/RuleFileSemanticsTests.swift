import Alerting
import MetricsModel
import PromQL
import Testing

/// What an operator expects of a rule file that he knows from Prometheus.
@Suite struct RuleFileSemanticsTests {
  private func engine(_ rules: String, group: String = "") throws -> RuleEngine {
    let text = "groups:\n- name: test\n\(group)  rules:\n\(rules)\n"
    return RuleEngine(groups: try RuleGroup.groups(text: text, file: "test.yml"))
  }

  private func values(
    _ query: String,
    _ engine: RuleEngine,
    at second: Double
  ) throws -> [Labels: Double] {
    let samples = try Evaluator(source: engine.recorded)
      .instant(try PromQL.parse(query), at: Timestamp(seconds: second)).samples
    return Dictionary(samples.map { ($0.labels, $0.value) }) { $1 }
  }

  private let load = StatedSource(lines: [
    Labels(name: "load", ["instance": "a"]): (0...200).map(Double.init),
    Labels(name: "load", ["instance": "b"]): Array(repeating: 3, count: 201),
  ])

  @Test func aRecordingRuleStoresSeriesWithItsLabels() throws {
    var engine = try engine(
      """
        - {record: "job:load:sum", expr: sum(load), labels: {team: im}}
        - {record: "job:load:double", expr: "2 * job:load:sum"}
        - {alert: High, expr: "job:load:double > 20"}
      """
    )
    for second in 0...10 {
      let told = engine.evaluate(at: Timestamp(seconds: Double(second)), source: load)
      #expect(told.map(\.state) == [second < 8 ? .inactive : .firing], "\(second)")
    }
    #expect(
      try values("job:load:sum", engine, at: 10) == [
        Labels(name: "job:load:sum", ["team": "im"]): 13
      ]
    )
    #expect(try values("max_over_time(job:load:double[3s])", engine, at: 9) == [["team": "im"]: 24])
  }

  @Test func thePastOfARecordIsComputedWhereItsSeriesReachBack() throws {
    var engine = try engine(
      "  - {record: \"load:a\", expr: 'load{instance=\"a\"}'}\n  - {record: one, expr: 1}"
    )
    _ = engine.evaluate(at: Timestamp(seconds: 100), source: load)
    #expect(try values("load:a", engine, at: 52).values.map { $0 } == [50])
    #expect(try values("count_over_time(load:a[1h])", engine, at: 100).values.map { $0 } == [21])
    #expect(try values("count_over_time(one[1h])", engine, at: 100).values.map { $0 } == [1])
  }

  @Test func aGroupStaysDueUntilItsSourceIsSettled() throws {
    var engine = try engine("  - {alert: High, expr: load > 2}", group: "  interval: 1m\n")
    let calm = StatedSource(lines: [Labels(name: "load"): Array(repeating: 1, count: 200)])
    func states(_ second: Double, _ source: StatedSource, _ isSettled: Bool) -> [AlertStatus.State]
    {
      engine.evaluate(at: Timestamp(seconds: second), source: source, isSettled: isSettled)
        .map(\.state)
    }
    #expect(states(61, StatedSource(lines: [:]), false) == [.inactive])
    #expect(states(62, load, true) == [.firing, .firing])
    #expect(states(63, calm, true) == [.firing, .firing])
    #expect(states(120, calm, true).allSatisfy { $0 != .firing })
  }

  @Test func whatRulesMakeHasThePlaceOfSeriesWithTheSameLabels() throws {
    var engine = try engine(
      """
        - {record: "job:load:sum", expr: sum(load)}
        - {alert: High, expr: "job:load:sum > 20"}
        - {alert: Alarmed, expr: 'sum(ALERTS{alertname="High"}) == 2'}
      """
    )
    var read = load
    read.lines[Labels(name: "job:load:sum")] = Array(repeating: 7, count: 201)
    read.lines[Labels(name: "job:load:sum", ["job": "b"])] = Array(repeating: 21, count: 201)
    read.lines[Labels(name: "ALERTS", ["alertname": "High", "alertstate": "firing"])] = Array(
      repeating: 1,
      count: 201
    )
    let told = engine.evaluate(at: Timestamp(seconds: 100), source: read)
    #expect(told.map(\.state) == [.firing, .firing, .firing])
    #expect(told.compactMap(\.value).sorted() == [2, 21, 103])
    let all = RuledSource(made: engine.recorded, read: read)
    let samples = try Evaluator(source: all)
      .instant(try PromQL.parse("job:load:sum"), at: Timestamp(seconds: 100)).samples
    #expect(samples.map(\.value).sorted() == [21, 103])
  }

  @Test func aRecordedSeriesEndsWithItsSamples() throws {
    var engine = try engine("  - {record: low, expr: load < 2}")
    for second in [0.0, 1, 2] { _ = engine.evaluate(at: Timestamp(seconds: second), source: load) }
    #expect(try values("low", engine, at: 1).count == 1)
    #expect(try values("low", engine, at: 2).isEmpty)
  }

  @Test func alertsAreSeries() throws {
    var engine = try engine(
      """
        - alert: High
          expr: load > 2
          for: 5s
          keep_firing_for: 3s
          labels: {severity: '{{ if gt $value 2.5 }}page{{ else }}info{{ end }}'}
        - {alert: Many, expr: 'count(ALERTS{alertstate="firing",alertname="High"}) > 1'}
      """
    )
    for second in 0...4 {
      _ = engine.evaluate(at: Timestamp(seconds: Double(second)), source: load)
    }
    let pending = Labels(
      name: "ALERTS",
      ["alertname": "High", "alertstate": "pending", "instance": "b", "severity": "page"]
    )
    #expect(try values("ALERTS{instance=\"b\"}", engine, at: 4) == [pending: 1])
    #expect(
      try values("ALERTS_FOR_STATE{instance=\"a\"}", engine, at: 4).values.map { $0 } == [3]
    )
    for second in 5...8 {
      _ = engine.evaluate(at: Timestamp(seconds: Double(second)), source: load)
    }
    #expect(try values("ALERTS{alertstate=\"pending\"}", engine, at: 8).isEmpty)
    #expect(try values("count(ALERTS{alertname=\"High\"})", engine, at: 8) == [.empty: 2])
    #expect(try values("ALERTS{alertname=\"Many\"}", engine, at: 8).count == 1)
  }

  @Test func labelsAndAnnotationsAreExpanded() throws {
    var engine = try engine(
      """
        - alert: High
          expr: load > 2
          labels: {zone: "z-{{ $labels.instance }}"}
          annotations:
            all: '{{ range query "load" | sortByLabel "instance" }}{{ .Labels.instance }}={{ .Value }} {{ end }}'
            wrong: '{{ first (query "none") }}'
      """
    )
    let told = engine.evaluate(at: Timestamp(seconds: 1), source: load)
    #expect(told.map(\.labels) == [["instance": "b", "zone": "z-b"]])
    #expect(told.first?.annotations["all"] == "a=1 b=3 ")
    #expect(told.first?.annotations["wrong"]?.hasPrefix("<error expanding template: 1:4: ") == true)
  }

  @Test func aGroupIsEvaluatedAtItsInterval() throws {
    var engine = try engine("  - {record: seen, expr: time()}", group: "  interval: 10s\n")
    for second in 13...35 {
      _ = engine.evaluate(at: Timestamp(seconds: Double(second)), source: load)
    }
    #expect(try values("seen", engine, at: 35).values.map { $0 } == [30])
    #expect(try values("count_over_time(seen[1h])", engine, at: 35).values.map { $0 } == [3])
  }

  @Test func moreThanTheGroupsLimitIsAMistakeOfTheRule() throws {
    let rules = "  - {alert: High, expr: load > 2}\n  - {record: copy, expr: load}"
    var engine = try engine(rules, group: "  limit: 1\n")
    let early = engine.evaluate(at: Timestamp(seconds: 1), source: load)
    #expect(early.map(\.state) == [.firing, .broken(reason: "more than 1 series: 2")])
    let late = engine.evaluate(at: Timestamp(seconds: 5), source: load)
    #expect(late.first?.state == .broken(reason: "more than 1 alerts: 2"))
    #expect(try values("copy", engine, at: 5).isEmpty)
    #expect(try values("ALERTS", engine, at: 5).isEmpty)
  }

  @Test func aGroupMayLookBack() throws {
    var engine = try engine(
      "  - {record: seen, expr: 'load{instance=\"a\"}'}",
      group: "  query_offset: 7s\n"
    )
    _ = engine.evaluate(at: Timestamp(seconds: 20), source: load)
    #expect(try values("seen", engine, at: 20).values.map { $0 } == [13])
  }

  @Test func linesThatComeLateAreWaitedFor() throws {
    let source = StatedSource(lines: [
      Labels(name: "log_lines_total"): (0...100).map(Double.init),
      Labels(name: "load"): (0...100).map(Double.init),
    ])
    var engine = try engine(
      "  - {record: lines, expr: log_lines_total}\n  - {record: loads, expr: load + log_lines_total}"
    )
    _ = engine.evaluate(at: Timestamp(seconds: 50), source: source, logLateness: 3)
    #expect(try values("lines", engine, at: 50).values.map { $0 } == [47])
    #expect(try values("loads", engine, at: 50).values.map { $0 } == [100])
    // A lateness that grows does not turn the time back.
    _ = engine.evaluate(at: Timestamp(seconds: 51), source: source, logLateness: 5)
    #expect(try values("lines", engine, at: 51).values.map { $0 } == [47])
  }
}
