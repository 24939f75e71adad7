import Alerting
import MetricsModel
import PromQL
import Testing

@Suite struct RuleEngineTests {
  func engine(_ rule: String, definitions: [String: String] = [:]) throws -> RuleEngine {
    let groups = try RuleGroup.groups(
      text: "groups:\n- name: test\n  rules:\n  - \(rule)\n",
      file: "test.yml"
    )
    return RuleEngine(groups: groups, definitions: try definitions.mapValues(PromQL.parse))
  }

  func only(_ statuses: [AlertStatus]) throws -> AlertStatus {
    try #require(statuses.count == 1 ? statuses.first : nil)
  }

  @Test func anAlertFiresWithValueLimitAndSummary() throws {
    var engine = try engine(
      """
      alert: Many
          expr: load > 2 * threshold
          annotations: {summary: load, unit: count}
      """
    )
    let source = StatedSource(lines: [
      Labels(name: "load", ["instance": "a"]): [1, 9],
      Labels(name: "threshold", ["instance": "a"]): [2, 2],
    ])
    let quiet = try only(engine.evaluate(at: Timestamp(seconds: 0), source: source))
    #expect(quiet.state == .inactive)
    let firing = try only(engine.evaluate(at: Timestamp(seconds: 1), source: source))
    #expect(firing.state == .firing)
    #expect(firing.labels == ["instance": "a"])
    #expect(firing.value == 9)
    #expect(firing.limit == 4)
    #expect(firing.summary == "load: 9 > 4")
    #expect(firing.since == Timestamp(seconds: 1))
  }

  @Test func aQuietRuleNamesItsLabelsInPlaceOfTheirValues() throws {
    var engine = try engine(
      """
      alert: Down
          expr: up == 0
          annotations: {summary: "{{ $labels.instance }} of {{ $labels.job }} is down"}
      """
    )
    let quiet = try only(
      engine.evaluate(at: Timestamp(seconds: 0), source: StatedSource(lines: [:]))
    )
    #expect(quiet.summary == "<instance> of <job> is down")
  }

  @Test func anAlertThatHeldBeforeTheFirstLookIsAsOldAsItIs() throws {
    var engine = try engine("alert: High\n    expr: load > 2\n    keep_firing_for: 10s")
    // High from second 100 to 150 and, after a pause that is bridged, from 160 on.
    let load = (0...300).map { (100...150).contains($0) || $0 >= 160 ? 9.0 : 1.0 }
    let source = StatedSource(lines: [Labels(name: "load", ["instance": "a"]): load])
    let first = try only(engine.evaluate(at: Timestamp(seconds: 300), source: source))
    #expect(first.state == .firing)
    #expect(first.since == Timestamp(seconds: 100))
  }

  @Test(arguments: ["(sum(load) or vector(9)) > 2", "absent(nothing)", "vector(9)"])
  func nothingIsKnownOfTheTimeBeforeTheFirstSample(_ expression: String) throws {
    var engine = try engine("alert: High\n    expr: \(expression)\n    for: 10m")
    var load = [Double](repeating: .nan, count: 1_001)
    for second in 995...1_000 { load[second] = 9 }
    let source = StatedSource(lines: [Labels(name: "load", ["instance": "a"]): load])
    let first = try only(engine.evaluate(at: Timestamp(seconds: 1_000), source: source))
    #expect(first.state == .pending)
    #expect(try #require(first.since) >= Timestamp(seconds: 995))
  }

  /// A server's past comes in after the first evaluations.
  @Test func theBeginOfAnAlertOnARecordedSeriesIsLearntWhenThePastHasCome() throws {
    var engine = RuleEngine(
      groups: try RuleGroup.groups(
        text: """
          groups:
          - name: g
            rules:
            - {record: 'own:load', expr: 'sum by (job) (load)'}
            - {alert: High, expr: 'own:load > 2', for: 10m}
          """,
        file: "r.yml"
      )
    )
    let labels = Labels(name: "load", ["job": "app"])
    var young = [Double](repeating: .nan, count: 3_001)
    young[3_000] = 9
    let early = StatedSource(lines: [labels: young])
    let pending = engine.evaluate(at: Timestamp(seconds: 3_000), source: early, isSettled: false)
    #expect(pending.map(\.state) == [.pending])
    let whole = StatedSource(lines: [labels: Array(repeating: 9, count: 3_030)])
    let settled = engine.evaluate(at: Timestamp(seconds: 3_020), source: whole)
    #expect(settled.map(\.state) == [.firing])
    #expect(settled.first?.since.map { $0.seconds <= 2_130 } == true)
  }

  @Test func anAlertThatBeginsLaterBeginsThen() throws {
    var engine = try engine("alert: High\n    expr: load > 2")
    let load = (0...300).map { $0 == 250 || $0 >= 290 ? 9.0 : 1.0 }
    let source = StatedSource(lines: [Labels(name: "load", ["instance": "a"]): load])
    _ = engine.evaluate(at: Timestamp(seconds: 200), source: source)
    let later = try only(engine.evaluate(at: Timestamp(seconds: 291), source: source))
    #expect(later.since == Timestamp(seconds: 291))
  }

  @Test func aRuleWithoutABaselineSaysSoAndStaysQuiet() throws {
    var engine = try engine(
      """
      alert: Rise
          expr: load > 0
          annotations: {baseline: load offset 30s}
      """
    )
    let source = StatedSource(lines: [Labels(name: "load"): Array(repeating: 5, count: 60)])
    let early = try only(engine.evaluate(at: Timestamp(seconds: 10), source: source))
    #expect(early.state == .silent(reason: "no baseline"))
    let later = try only(engine.evaluate(at: Timestamp(seconds: 40), source: source))
    #expect(later.state == .firing)
  }

  @Test func aNameThatNothingOffersKeepsTheRuleQuiet() throws {
    var engine = try engine("alert: X\n    expr: imtop:connections > 1")
    let status = try only(
      engine.evaluate(at: Timestamp(seconds: 1), source: StatedSource(lines: [:]))
    )
    #expect(status.state == .silent(reason: "nothing offers connections"))
  }

  @Test func aNameStandsForItsDefinition() throws {
    var engine = try engine(
      "alert: X\n    expr: imtop:connections > 1",
      definitions: ["imtop:connections": "sum by (instance) (conns)"]
    )
    let source = StatedSource(lines: [Labels(name: "conns", ["instance": "a", "zone": "z"]): [5]])
    let status = try only(engine.evaluate(at: Timestamp(seconds: 0), source: source))
    #expect(status.state == .firing)
    #expect(status.labels == ["instance": "a"])
  }

  @Test func aRuleReplacesTheBuiltinOneOfItsName() throws {
    let rules = { (condition: String) in
      "groups: [{name: a, rules: [{alert: X, expr: \(condition)}]}]"
    }
    let groups =
      try RuleGroup.groups(text: rules("up == 0"), file: "b.yml", isBuiltin: true)
      + RuleGroup.groups(text: rules("up == 1"), file: "t.yml")
    var engine = RuleEngine(groups: groups)
    let source = StatedSource(lines: [Labels(name: "up"): [1]])
    #expect(try only(engine.evaluate(at: Timestamp(seconds: 0), source: source)).state == .firing)
  }

  @Test func rulesOfOneNameStandSideBySide() throws {
    let text = """
      groups:
      - name: a
        rules:
        - {alert: Load, expr: load > 1, labels: {severity: warning}}
        - {alert: Load, expr: load > 10, labels: {severity: critical}}
      """
    var engine = RuleEngine(groups: try RuleGroup.groups(text: text, file: "t.yml"))
    let source = StatedSource(lines: [Labels(name: "load"): [5, 50]])
    let first = engine.evaluate(at: Timestamp(seconds: 0), source: source)
    #expect(first.map(\.state) == [.firing, .inactive])
    let second = engine.evaluate(at: Timestamp(seconds: 1), source: source)
    #expect(second.map(\.severity) == [.warning, .critical])
    #expect(Set(second.map(\.identity)).count == 2)
  }

  @Test func contributorsAreAskedForWithTheRulesFilter() throws {
    var engine = try engine(
      "alert: X\n    expr: up == 1\n    annotations: {contributors: level >= error}"
    )
    let source = StatedSource(lines: [Labels(name: "up"): [1]])
    var asked: [String] = []
    let status = try only(
      engine.evaluate(at: Timestamp(seconds: 0), source: source) { filter, since in
        #expect(since == Timestamp(seconds: 0))
        asked.append(filter)
        return [Contributor(field: "path", value: "/ws", share: 0.9, normalShare: 0.1)]
      }
    )
    #expect(asked == ["level >= error"])
    #expect(status.contributors.map(\.value) == ["/ws"])
  }

  @Test func theLongerAnAlertFiresTheLessOftenContributorsAreAskedFor() throws {
    var engine = try engine(
      "alert: X\n    expr: up == 1\n    annotations: {contributors: level >= error}"
    )
    let source = StatedSource(lines: [
      Labels(name: "up"): [0] + Array(repeating: 1, count: 1_000)
    ])
    var asked: [Int] = []
    for second in 0...1_000 {
      _ = engine.evaluate(at: Timestamp(seconds: Double(second)), source: source) { _, _ in
        asked.append(second)
        return []
      }
    }
    #expect(asked.prefix(6) == [1, 6, 11, 16, 21, 26])
    let pauses = zip(asked, asked.dropFirst()).map { $1 - $0 }
    #expect(pauses == pauses.sorted())
    #expect(pauses.last == 60)
  }

  @Test func anEvaluationThatFailsBreaksOnlyItsRule() throws {
    let text = """
      groups:
      - name: a
        rules: [{alert: X, expr: a + on (z) b}, {alert: Y, expr: up == 1}]
      """
    var engine = RuleEngine(groups: try RuleGroup.groups(text: text, file: "t.yml"))
    let source = StatedSource(lines: [
      Labels(name: "up"): [1], Labels(name: "a", ["k": "1"]): [1],
      Labels(name: "a", ["k": "2"]): [1],
      Labels(name: "b"): [1],
    ])
    let statuses = engine.evaluate(at: Timestamp(seconds: 0), source: source)
    guard case .broken = statuses[0].state else {
      Issue.record("\(statuses[0].state)")
      return
    }
    #expect(statuses[1].state == .firing)
  }

  /// As in Prometheus: that a rule cannot be evaluated does not say that all is well.
  @Test func anAlertGoesOnFiringWhileItsRuleFails() throws {
    var engine = try engine("alert: X\n    expr: load + on (z) factor > 1")
    let source = StatedSource(lines: [
      Labels(name: "load", ["k": "1"]): [5, 5, 0],
      Labels(name: "factor", ["k": "1"]): [0, 0, 0],
      Labels(name: "factor", ["k": "2"]): [.nan, 0, .nan],
    ])
    let states = (0..<2).map { second in
      engine.evaluate(at: Timestamp(seconds: Double(second)), source: source).map(\.state)
    }
    #expect(states == [[.firing], [.firing]])
    let aged = engine.evaluate(at: Timestamp(seconds: 400), source: source).map(\.state)
    #expect(aged == [.resolved])
  }

  @Test func aResolvedAlertIsToldOnce() throws {
    var engine = try engine("alert: X\n    expr: load > 1")
    let source = StatedSource(lines: [Labels(name: "load"): [5, 0, 0]])
    _ = engine.evaluate(at: Timestamp(seconds: 0), source: source)
    let resolved = try only(engine.evaluate(at: Timestamp(seconds: 1), source: source))
    #expect(resolved.state == .resolved)
    #expect(resolved.since == Timestamp(seconds: 1))
  }

  @Test(arguments: [("", 4), ("limit_holds: 30s, ", 8), ("limit_holds: 6s, ", 6)])
  func whatLastsIsHeldAgainstTheLimitWithWhichItBegan(hold: String, last: Int) throws {
    var engine = try engine(
      "alert: Many\n    expr: load > 2 * usual\n    annotations: {\(hold)summary: load, unit: count}"
    )
    // What is usual follows from second 5 on; the load falls at second 9.
    let source = StatedSource(lines: [
      Labels(name: "load"): [1] + Array(repeating: 9, count: 8) + [3, 3],
      Labels(name: "usual"): Array(repeating: 2, count: 5) + Array(repeating: 8, count: 6),
    ])
    let statuses = try (0...10).map {
      try only(engine.evaluate(at: Timestamp(seconds: Double($0)), source: source))
    }
    let firing = statuses.indices.filter { statuses[$0].state == .firing }
    #expect(firing == Array(1...last))
    #expect(statuses[last].limit == 4)
    #expect(statuses[last].summary == "load: 9 > 4")
  }
}
