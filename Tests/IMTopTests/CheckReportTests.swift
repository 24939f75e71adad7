import Alerting
import LogModel
import MetricsModel
import Profiles
import Testing

@testable import IMTop

@Suite struct CheckReportTests {
  @Test func aTargetsLineIsFollowedByWhatItsPageHardlyMeans() {
    var target = TargetStatus(instance: "gw-1:8080", job: "im", url: "http://gw-1", interval: 5)
    target.health = .up
    target.samples = 12
    target.duration = 0.004
    target.suspicious = 2
    target.refusedSeries = 3
    target.droppedSamples = 5
    target.findings = [PageFinding(.brokenHistogram, count: 4, example: "h: no bucket")]
    #expect(
      CheckReport.finding(target)
        == CheckFinding(
          .doubtful,
          .targets,
          "target gw-1:8080 (im): 12 samples in 4 ms, 2 lines accepted with a doubt, "
            + "5 dropped by relabelling, 3 series over the limit",
          details: ["4 broken histograms, such as h: no bucket"]
        )
    )
  }

  @Test func rulesInThePlaceOfBuiltInOnesAreNamed() throws {
    let own = try RuleGroup.groups(
      text: "groups: [{name: a, rules: [{alert: ServerErrors, expr: up}, {alert: New, expr: up}]}]",
      file: "a.yml"
    )
    let builtin = try RuleGroup.builtin()
    let all = builtin + own
    let count = builtin.reduce(0) { $0 + $1.rules.count } - 1
    #expect(
      CheckCommand.summary(all.withoutReplacedBuiltins, replacing: all.replacedBuiltins)
        == "rules: 2 from files, \(count) built in, ServerErrors not as built in"
    )
  }

  @Test func rulesThatWaitOrFailAtAServerAreNamed() throws {
    let groups = try RuleGroup.groups(
      text: "groups: [{name: a, rules: [{alert: Low, expr: x < 1}, {alert: Bad, expr: x > 1}]}]",
      file: "a.yml"
    )
    func status(_ rule: String, _ state: AlertStatus.State, _ text: String) -> AlertStatus {
      AlertStatus(rule: rule, state: state, severity: .warning, summary: "", expression: text)
    }
    var report = try report()
    report.rules = groups.flatMap(\.rules)
    report.statuses = [
      status("Low", .silent(reason: "waiting for 5m of samples"), "x < 1"),
      status("Bad", .broken(reason: "refused a query (422): many-to-one"), "x > 1"),
    ]
    report.ruleTroubles = EvaluationTrouble.all(of: groups, judged: report.statuses)
    #expect(
      report.ruleFindings.map(\.headline) == [
        "rule \"Low\" (a.yml:1): waiting for 5m of samples",
        "rule \"Bad\" (a.yml:1): refused a query (422): many-to-one",
      ]
    )
  }

  @Test func aPanelThatCannotBeComputedIsNamedWithItsExpression() throws {
    let panels = try Configuration(
      text: "panels: [{title: Queue, expr: 'a + on (x) b'}, {title: Fine, expr: sum(a)}]",
      file: "imtop.yml"
    ).panels
    let troubles = EvaluationTrouble.all(
      of: panels,
      [:],
      over: TwoOfOne(),
      at: Timestamp(seconds: 1)
    )
    #expect(troubles.map(\.subject) == ["panel \"Queue\" (imtop.yml:1)"])
    #expect(troubles.map(\.expression) == ["a + on (x) b"])
    var report = try report()
    report.panels = panels
    report.panelTroubles = troubles
    #expect(report.panelFindings.map(\.mark) == [.wrong])
    let headline = report.panelFindings.first?.headline
    #expect(headline?.hasPrefix("panel \"Queue\" (imtop.yml:1): ") == true)
    #expect(report.panelFindings.first?.details == ["in a + on (x) b"])
  }

  @Test func aPanelWhoseFilterIsNotUnderstoodIsNamed() throws {
    let text = #"panels: [{title: Log, expr: 'sum(log_lines_total{filter="status >"})'}]"#
    let troubles = EvaluationTrouble.all(
      of: try Configuration(text: text, file: "imtop.yml").panels,
      [:],
      over: TwoOfOne(),
      at: Timestamp(seconds: 1)
    )
    #expect(troubles.map(\.subject) == ["panel \"Log\" (imtop.yml:1)"])
    #expect(troubles.first?.message.hasPrefix("the filter status > was not understood") == true)
  }

  private func report() throws -> CheckReport {
    let range = TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 1))
    return CheckReport(
      targets: [],
      logs: [],
      recognition: Recognition(
        profiles: [],
        log: try Profile.log(),
        source: CombinedSource([]),
        logSource: CombinedSource([]),
        range: range,
        logRange: range
      )
    )
  }

  @Test func aStreamThatBroughtNothingIsToldAndNoTrouble() throws {
    var report = try report()
    report.logs = [
      LogSourceStatus(name: "gw", location: "http://gw/logs"),
      LogSourceStatus(name: "im.log", location: "/var/log/im.log"),
    ]
    report.logs[0].health = .following
    report.logs[1].health = .following
    report.streams = [0]
    report.listened = 6
    #expect(
      report.logFindings == [
        CheckFinding(.doubtful, .logs, "log gw: it is open, but no line came in 6 s"),
        CheckFinding(.doubtful, .logs, "log im.log: it can be read, but is empty"),
      ]
    )
  }

  @Test func aPanelThatReadsWhatNothingOffersIsNamed() throws {
    var report = try report()
    report.panels = try Configuration(
      text: "panels: [{title: A, expr: sum(a) + sum(b)}, {title: C, expr: 'imtop:requests'}]",
      file: "imtop.yml"
    ).panels
    report.offered = offered(["a"], [], report.recognition)
    func doubt(_ text: String) -> CheckFinding { CheckFinding(.doubtful, .panels, text) }
    #expect(
      report.panelFindings == [
        CheckFinding(.fine, .panels, "panels: 2"),
        doubt("panel \"A\" (imtop.yml:1): nothing offers b; did you mean a?"),
        doubt("panel \"C\" (imtop.yml:1): nothing offers imtop:requests"),
      ]
    )
  }

  @Test func aRuleThatReadsWhatNoTargetOffersIsNamedWithTheNearestName() throws {
    let groups = try RuleGroup.groups(
      text: """
        groups:
        - name: g
          rules:
          - {record: made:up, expr: sum(queue_length)}
          - {alert: Typo, expr: sum(queue_lenght) > 1 and made:up > 0}
          - {alert: Gone, expr: 'absent(heartbeat) or absent_over_time(heartbeat[5m])'}
          - {alert: Fallback, expr: (failures_total or vector(0)) > 3}
          - {alert: Any, expr: 'count({__name__=~"nothing_.*"}) > log_lines_total + ALERTS'}
          - {alert: Number, expr: 'imtop:conections > 3'}
        """,
      file: "a.yml"
    )
    var report = try report()
    report.rules = groups.flatMap(\.rules)
    report.offered = offered(["queue_length"], groups, report.recognition, answering: [true])
    let expected = [
      "rule \"Typo\" (a.yml:5): no target offers queue_lenght; did you mean queue_length?",
      "rule \"Number\" (a.yml:9): no target offers imtop:conections; "
        + "did you mean imtop:connections?",
    ]
    #expect(report.ruleFindings.map(\.headline) == expected)
    #expect(report.ruleFindings.allSatisfy { $0.mark == .doubtful })
    report.offered = offered(
      ["queue_length"],
      groups,
      report.recognition,
      answering: [true, false]
    )
    #expect(
      report.ruleFindings.first?.headline
        .contains("no target that answers offers queue_lenght") == true
    )
    report.offered = offered([], groups, report.recognition, answering: [false])
    #expect(report.ruleFindings.isEmpty)
  }

  @Test func amongManyRemarksThoseOnMisspeltNamesComeFirst() throws {
    let missing = (0..<50).map { "{alert: A\($0), expr: other\($0)_thing > 0}" }
    let rules = (missing + ["{alert: Typo, expr: queue_lenght > 1}"]).joined(separator: ", ")
    let groups = try RuleGroup.groups(
      text: "groups: [{name: g, rules: [\(rules)]}]",
      file: "a.yml"
    )
    var report = try report()
    report.rules = groups.flatMap(\.rules)
    report.offered = offered(["queue_length"], groups, report.recognition)
    let lines = CheckText().lines(report.ruleFindings)
    #expect(lines.count == 11)
    #expect(lines.first?.contains("did you mean queue_length?") == true)
    #expect(lines.last == "! … and 41 further rules (--verbose)")
    #expect(CheckText(isVerbose: true).lines(report.ruleFindings).count == 51)
  }

  @Test func aRuleThatCannotBeEvaluatedIsNamedWithItsPlace() throws {
    let groups = try RuleGroup.groups(
      text: """
        groups:
        - name: g
          interval: 1h
          rules:
          - {alert: Later, expr: recorded * on (x) b}
          - {record: recorded, expr: a}
          - {alert: Fine, expr: sum(a) > 0}
          - {alert: Text, expr: a > 0, annotations: {summary: '{{ query "a +" }}'}}
          - {alert: Filter, expr: 'log_lines_total{filter="status >"} > 1'}
        """,
      file: "a.yml"
    )
    let troubles = EvaluationTrouble.all(
      of: groups,
      [:],
      over: TwoOfOne(),
      at: Timestamp(seconds: 3)
    )
    #expect(
      troubles.map(\.subject)
        == ["rule \"Later\" (a.yml:5)", "rule \"Text\" (a.yml:8)", "rule \"Filter\" (a.yml:9)"]
    )
    #expect(troubles.last?.message.hasPrefix("the filter status > was not understood") == true)
    var report = try report()
    report.ruleTroubles = troubles
    #expect(report.ruleFindings.map(\.mark) == [.wrong, .wrong, .wrong])
    #expect(report.ruleFindings.first?.headline.hasPrefix("rule \"Later\" (a.yml:5): ") == true)
    #expect(report.ruleFindings.first?.details == ["in recorded * on (x) b"])
  }

  private func offered(
    _ names: Set<String>,
    _ groups: [RuleGroup] = [],
    _ recognition: Recognition,
    answering: [Bool] = []
  ) -> OfferedMetrics {
    let targets = answering.map { isAnswering in
      var target = TargetStatus(instance: "gw:8080", job: "im", url: "http://gw", interval: 5)
      target.health = isAnswering ? .up : .down(reason: "no")
      return target
    }
    return OfferedMetrics(names, recordedBy: groups, recognition, targets: targets, remote: nil)
  }
}
