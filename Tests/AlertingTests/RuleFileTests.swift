import Alerting
import StrictYAML
import Testing

@Suite struct RuleFileTests {
  func error(_ text: String) -> DocumentError? {
    #expect(throws: DocumentError.self) { try RuleGroup.groups(text: text, file: "r.yml") }
  }

  @Test func readsPrometheusRules() throws {
    let groups = try RuleGroup.groups(
      text: """
        groups:
          - name: im
            interval: 30s
            rules:
              - record: job:http:rate1m
                expr: sum by (job) (rate(http_requests_total[1m]))
              - alert: Down
                expr: up == 0
                for: 1m30s
                keep_firing_for: 5m
                labels: { severity: page }
                annotations: { summary: "{{ $labels.instance }} is down" }
        """,
      file: "r.yml"
    )
    #expect(groups.map(\.name) == ["im"])
    #expect(groups[0].interval == 30)
    let alert = groups[0].rules[1]
    #expect(groups[0].rules.map(\.name) == ["job:http:rate1m", "Down"])
    #expect(groups[0].rules.map(\.kind) == [.record, .alert])
    #expect(alert.holdSeconds == 90)
    #expect(alert.keepFiringSeconds == 300)
    #expect(alert.annotation("summary") == "{{ $labels.instance }} is down")
    #expect(alert.origin == "r.yml:7")
  }

  @Test func aBadExpressionIsNamedWithItsPlace() {
    let error = error(
      "groups:\n- name: a\n  rules:\n  - alert: X\n    expr: sum(\n"
    )
    #expect(error?.key == "groups[0].rules[0].expr")
    #expect(error?.line == 5)
    #expect(error?.message.hasPrefix("not PromQL: ") == true)
  }

  @Test(arguments: [
    ("- alert: X\n    record: y\n    expr: up", "\"alert\" and \"record\" exclude each other"),
    ("- expr: up", "one of \"alert\" and \"record\" is needed"),
    ("- alert: X", "the key \"expr\" is missing"),
    ("- record: x\n    expr: up\n    for: 5s", "a recording rule has no \"for\""),
    ("- alert: X\n    expr: up\n    fro: 5s", "unknown key; did you mean \"for\"?"),
    (
      "- alert: X\n    expr: up\n    for: soon",
      "a duration such as 500ms, 5s or 1m30s is expected here"
    ),
    (
      "- alert: X\n    expr: up\n    annotations: {a: '{{ nope }}'}",
      "the template of \"a\": 1:4: there is no function \"nope\""
    ),
  ])
  func aMistakeIsNamed(_ rule: String, message: String) {
    #expect(error("groups:\n- name: a\n  rules:\n  \(rule)\n")?.message == message)
  }

  @Test func everyMistakeOfAFileIsNamedWithItsPlace() {
    var mistakes: [DocumentError] = []
    let groups = RuleGroup.groups(
      text: """
        groups:
        - name: a
          interval: soon
          labels: {x: "{{ .a"}
          rules:
          - {alert: A, expr: 'rate(x[', for: never}
          - {alert: B, expr: 'x > 1', annotation: {}, annotations: {s: "{{ end }}", t: "{{"}}
          - {record: c, expr: 'x[5m]', for: 1m}
          - {alert: D, expr: 'x > 1'}
          - {expr: 'x'}
          - 7
        - name: a
          rules: []
        """,
      file: "r.yml",
      noting: &mistakes
    )
    #expect(groups.isEmpty)
    #expect(
      mistakes.map { "\($0.line):\($0.column) \($0.key)" } == [
        "3:13 groups[0].interval", "6:22 groups[0].rules[0].expr",
        "6:38 groups[0].rules[0].for", "4:15 groups[0].labels.x",
        "7:31 groups[0].rules[1].annotation", "7:64 groups[0].rules[1].annotations.s",
        "7:80 groups[0].rules[1].annotations.t", "8:5 groups[0].rules[2]",
        "8:23 groups[0].rules[2].expr", "10:5 groups[0].rules[4]", "11:5 groups[0].rules[5]",
        "12:3 groups[1]",
      ]
    )
  }

  @Test func aGroupThatStandsTwiceIsRefused() {
    #expect(
      error("groups: [{name: a, rules: []}, {name: a, rules: []}]")?.message
        == "the group \"a\" stands in the file twice"
    )
  }

  @Test func theBuiltinRulesAreARuleFile() throws {
    let rules = try RuleGroup.builtin().flatMap(\.rules)
    #expect(
      rules.map(\.name) == [
        "FatalLogged", "ErrorLogBurst", "ErrorsInARow", "ServerErrors", "PathFailing",
        "ClientErrors", "HeartbeatTimeouts", "ConnectionsTimingOut", "ConnectionsDropped",
        "ConnectionsLeak", "ConnectionsPilingUp", "ConnectionsOpenedSurge",
        "ConnectionsClosedAbnormally", "SlowRequests", "InstanceRestarted", "TargetDown",
        "LogSilent",
      ]
    )
    for rule in rules { #expect(rule.annotation("summary") != nil, "\(rule.name)") }
  }
}
