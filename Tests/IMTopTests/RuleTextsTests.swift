import Alerting
import MetricsModel
import Testing

@testable import IMTop

@Suite struct RuleTextsTests {
  @Test func aBaselineThatIsNoPromQLIsBlamedForItself() throws {
    let groups = try RuleGroup.groups(
      text: """
        groups:
        - name: g
          rules:
          - alert: B
            expr: up == 1
            annotations:
              summary: down
              baseline: "up{"
        """,
      file: "a3.yml"
    )
    let over = EvaluationTrouble.all(of: groups, [:], over: TwoOfOne(), at: Timestamp(seconds: 1))
    for troubles in [over, EvaluationTrouble.all(of: groups, judged: [])] {
      #expect(
        troubles == [
          EvaluationTrouble(
            subject: "rule \"B\" (a3.yml:4)",
            expression: "up{",
            message: "the annotation \"baseline\" (a3.yml:8:17): "
              + "unexpected end of input inside braces"
          )
        ]
      )
    }
  }

  private static let texts: [(text: String, message: String?, mark: CheckFinding.Mark)] = [
    (
      "labels: {severity: criticl}",
      #"the label "severity" (r.yml:1:73): it counts as a warning; did you mean critical?"#,
      .doubtful
    ),
    ("labels: {severity: P1}", nil, .fine),
    ("labels: {severity: '{{ $labels.s }}'}", nil, .fine),
    ("annotations: {contributors: 'level:error'}", nil, .fine),
    (
      "annotations: {contributors: 'level:wran'}",
      #"the annotation "contributors" (r.yml:1:82): level is never wran; write warn"#,
      .wrong
    ),
    (
      "annotations: {unit: percentage}",
      #"the annotation "unit" (r.yml:1:74): it is none of count, percent, seconds, per second"#,
      .doubtful
    ),
    (
      "annotations: {limit_holds: soon}",
      #"the annotation "limit_holds" (r.yml:1:81): it is no duration such as 5m"#,
      .doubtful
    ),
  ]

  @Test(arguments: texts)
  func textsOfRulesThatMeanSomethingHereAreLookedAt(
    text: String,
    message: String?,
    mark: CheckFinding.Mark
  ) throws {
    let groups = try RuleGroup.groups(
      text: "groups: [{name: g, rules: [{alert: A, expr: up == 0, \(text)}]}]",
      file: "r.yml"
    )
    let troubles = EvaluationTrouble.texts(of: groups)
    #expect(troubles.map(\.message) == [message].compactMap { $0 })
    #expect(troubles.allSatisfy { $0.mark == mark })
  }

  @Test func rulesOfOneNameAndTheSameLabelsAreDoubtful() throws {
    let groups = try RuleGroup.groups(
      text: """
        groups:
        - name: g
          rules:
          - {alert: A, expr: up == 0, labels: {s: x, t: y}}
          - {alert: A, expr: up == 1, labels: {t: y, s: x}}
          - {alert: A, expr: up == 2, labels: {s: z}}
          - {record: A, expr: up, labels: {s: x, t: y}}
        - name: h
          rules:
          - {alert: A, expr: up == 0, labels: {s: x, t: y}}
        """,
      file: "r.yml"
    )
    let twins = EvaluationTrouble.twins(in: groups)
    #expect(twins.map(\.subject) == ["rule \"A\" (r.yml:5)"])
    #expect(
      twins.map(\.message) == ["it has the name and the labels of the rule at r.yml:4"]
    )
    #expect(twins.allSatisfy { $0.mark == .doubtful })
  }
}
