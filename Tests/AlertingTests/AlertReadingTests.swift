import Alerting
import MetricsModel
import PromQL
import Testing

/// What an alert and a quiet rule say of their value and limit, from the first second to the last.
@Suite struct AlertReadingTests {
  private func statuses(
    _ rule: String,
    _ lines: [Labels: [Double]],
    through last: Int
  ) throws -> [[AlertStatus]] {
    let text = "groups:\n- name: test\n  rules:\n  - \(rule)\n"
    var engine = RuleEngine(groups: try RuleGroup.groups(text: text, file: "test.yml"))
    let source = StatedSource(lines: lines)
    return (0...last).map { engine.evaluate(at: Timestamp(seconds: Double($0)), source: source) }
  }

  private let failing = """
    alert: Failing
        expr: share > 0.02 and up == 1
        keep_firing_for: 2s
        annotations: {summary: "responses with status 5xx", unit: percent}
    """

  @Test func anAlertSaysItsPresentValueWhileItIsKeptFiring() throws {
    let told = try statuses(
      failing,
      [
        Labels(name: "share"): [0.03, 0.056, 0.021, 0.001, 0, 0],
        Labels(name: "up"): Array(repeating: 1, count: 6),
      ],
      through: 5
    ).compactMap(\.first)
    #expect(
      told.map(\.summary) == [
        "responses with status 5xx: 3% > 2%", "responses with status 5xx: 5.6% > 2%",
        "responses with status 5xx: 2.1% > 2%", "responses with status 5xx: 0.1%, no longer > 2%",
        "responses with status 5xx: 0%, no longer > 2%",
        "responses with status 5xx: up to 5.6%, limit 2%",
      ]
    )
    #expect(told[3].state == .firing)
    #expect(told[3].value == 0.001)
    #expect(told[4].state == .firing)
    #expect(told[5].state == .resolved)
    #expect(told[5].began == Timestamp(seconds: 0))
    #expect(told[5].since == Timestamp(seconds: 5))
    #expect(told[5].reading.peak == "5.6%")
  }

  @Test func thePeakOfAFallIsItsLowestValue() throws {
    let told = try statuses(
      "alert: Dropped\n    expr: load < 10\n    annotations: {summary: load, unit: count}",
      [Labels(name: "load"): [4, 2, 6, 30]],
      through: 3
    )
    #expect(told.last?.first?.summary == "load: down to 2, limit 10")
  }

  @Test func anAlertThatComesAgainForgetsItsOldPeak() throws {
    let told = try statuses(
      "alert: X\n    expr: load > 10\n    annotations: {summary: load, unit: count}",
      [Labels(name: "load"): [90, 1, 20, 1]],
      through: 3
    )
    #expect(told.last?.first?.summary == "load: up to 20, limit 10")
  }

  @Test func aSummaryWithoutAUnitSaysThatItsConditionIsOver() throws {
    let told = try statuses(
      "alert: Down\n    expr: up == 0\n    keep_firing_for: 5s\n    annotations: {summary: gw is down}",
      [Labels(name: "up"): [0, 1]],
      through: 1
    )
    #expect(told.map { $0.first?.summary } == ["gw is down", "gw is down, no longer"])
  }

  @Test(arguments: [
    ("per second", 0.25, "0.25/s", "> 10/s"), ("per second", 12_345, "12.35k/s", "> 10/s"),
    ("seconds", 0.018, "18 ms", "> 10s"), ("percent", 0.5, "50%", "> 1000%"),
    ("count", 7, "7", "> 10"), ("other", 7_400, "7.4k", "> 10"),
  ])
  func valueAndLimitHaveTheRulesUnit(
    unit: String,
    value: Double,
    text: String,
    limit: String
  )
    throws
  {
    let told = try statuses(
      "alert: X\n    expr: load > 10\n    annotations: {summary: load, unit: \(unit)}",
      [Labels(name: "load"): [value]],
      through: 0
    )
    let reading = try #require(told.first?.first?.reading)
    #expect(reading == AlertReading(value: text, limit: limit, peak: value > 10 ? text : ""))
  }

  /// A prefix m would read as minutes.
  @Test func numbersBelowOneWithoutAUnitHaveNoPrefix() throws {
    let told = try statuses(
      "alert: X\n    expr: share > 0.02\n    annotations: {summary: share}",
      [Labels(name: "share"): [0.021978]],
      through: 0
    )
    #expect(
      told.first?.first?.reading == AlertReading(value: "0.022", limit: "> 0.02", peak: "0.022")
    )
  }

  @Test func aQuietRuleSaysWhichValueIsClosestToItsLimit() throws {
    let told = try statuses(
      "alert: Dropped\n    expr: conns < 0.5 * usual\n    annotations: {summary: conns, unit: count}",
      [
        Labels(name: "conns", ["instance": "a"]): [90, 60, 60, 60, 60, 70],
        Labels(name: "usual", ["instance": "a"]): Array(repeating: 100, count: 6),
        Labels(name: "conns", ["instance": "b"]): Array(repeating: 20, count: 6),
        Labels(name: "usual", ["instance": "b"]): Array(repeating: 10, count: 6),
      ],
      through: 5
    ).compactMap(\.first)
    #expect(told[0].state == .inactive)
    #expect(told[0].reading == AlertReading(value: "20", limit: "< 5"))
    #expect(told[0].value == 20)
    // Looked up only every five seconds.
    #expect(told[4].reading.value == "20")
    #expect(told[5].reading == AlertReading(value: "20", limit: "< 5"))
  }

  @Test func errorLinesOfAMinuteAreCountedExactly() throws {
    var engine = RuleEngine(groups: try RuleGroup.builtin())
    func burst(_ lines: [Double], at second: Double) -> AlertStatus? {
      let labels = Labels(name: "log_lines_total", ["source": "im.log", "level": "error"])
      return engine.evaluate(
        at: Timestamp(seconds: second),
        source: StatedSource(lines: [labels: lines])
      ).first { $0.rule == "ErrorLogBurst" }
    }
    let lines = (0..<200).map { $0 < 100 ? 0.0 : min(40, Double($0 - 99) * 4) }
    #expect(burst(lines, at: 104)?.state == .inactive)
    #expect(burst(lines, at: 104)?.reading.value == "20")
    #expect(burst(lines, at: 120)?.summary == "error lines in 1m: 40 > 20")
    #expect(burst(Array(lines.dropFirst(90)), at: 20)?.summary == "error lines in 1m: 40 > 20")
  }
}
