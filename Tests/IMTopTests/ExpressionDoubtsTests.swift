import Alerting
import MetricsModel
import Testing

@testable import IMTop

@Suite struct ExpressionDoubtsTests {
  private static let expressions: [(text: String, doubts: [String])] = [
    (#"a{n="1"}"#, []),
    (#"a{n="3"}"#, [#"no series of a has n="3" yet"#]),
    (#"a{m="1"}"#, ["no series of a has the label m; did you mean n?"]),
    (#"a{x="sme"}"#, [#"no series of a has x="sme" yet; did you mean same?"#]),
    (#"a{n!="3",m=""}"#, []),
    (#"absent(a{n="3"})"#, []),
    (#"a{n="3"} or vector(0)"#, []),
    (#"c{n="3"}"#, []),
    (
      "quantile(95, a)",
      ["PromQL warning: quantile value should be between 0 and 1, got 95 (1:10)"]
    ),
    ("rate(a[5m])", [noCounter]),
  ]

  private static let noCounter =
    "PromQL info: metric might not be a counter, name does not end in "
    + #"_total/_sum/_count/_bucket: "a" (1:6)"#

  @Test(arguments: expressions)
  func expressionsThatHardlyMeanWhatTheySayAreDoubts(text: String, doubts: [String]) throws {
    let groups = try RuleGroup.groups(
      text: "groups: [{name: g, rules: [{alert: A, expr: '\(text)'}]}]",
      file: "r.yml"
    )
    let found = ExpressionDoubts(definitions: [:], source: TwoOfOne(), time: Timestamp(seconds: 2))
      .of(groups)
    #expect(found.map(\.message) == doubts)
    #expect(found.allSatisfy { $0.mark == .doubtful && $0.subject == "rule \"A\" (r.yml:1)" })
  }

  @Test func aLegendOfALabelThatNoSeriesHasIsADoubt() throws {
    let panels = try Configuration(
      text: """
        panels:
        - {title: A, expr: a, legend: '{{nn}} {{x}}'}
        - {title: B, expr: a, legend: '{{n}}'}
        - {title: C, expr: c, legend: '{{n}}'}
        """,
      file: "imtop.yml"
    ).panels
    let doubts = ExpressionDoubts(definitions: [:], source: TwoOfOne(), time: Timestamp(seconds: 2))
      .of(panels)
    #expect(
      doubts == [
        EvaluationTrouble(
          subject: "panel \"A\" (imtop.yml:2)",
          expression: "a",
          message: "the legend: no series of the answer has the label nn; did you mean n?",
          mark: .doubtful
        )
      ]
    )
  }
}
