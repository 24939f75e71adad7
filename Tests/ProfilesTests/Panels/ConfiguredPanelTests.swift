import Profiles
import StrictYAML
import Testing

@Suite struct ConfiguredPanelTests {
  private func read(_ text: String) throws -> ConfiguredPanel {
    try ConfiguredPanel(try DocumentValue(text: text, file: "p.yml"))
  }

  @Test func everythingCanBeSaid() throws {
    let panel = try read(
      """
      title: Paths
      id: paths
      queries:
        - {expr: "sum by (path) (rate(a_total[1m]))", legend: "{{path}}"}
        - expr: sum(rate(b_total[1m]))
      unit: per_second
      kind: bar
      min: 0
      max: 500
      thresholds: {warning: 300, critical: 400}
      place: page
      bad: rising
      """
    )
    #expect(panel.queries.map(\.legend) == ["{{path}}", nil])
    #expect((panel.id, panel.kind, panel.unit) == ("paths", .bar, .perSecond))
    #expect((panel.minimum, panel.maximum) == (0, 500))
    #expect((panel.warning, panel.critical) == (300, 400))
    #expect(panel.place == .page && panel.isSplit)
  }

  @Test(arguments: [
    ("sum(x)", false), ("sum by (a) (x)", true), ("x", true), ("sum(x) / sum(y)", false),
    ("rate(x_total[1m])", true), ("topk(3, sum by (a) (x))", true), ("vector(1)", false),
    ("histogram_quantile(0.9, sum by (le) (rate(x_bucket[1m])))", false),
    ("histogram_quantile(0.9, sum by (le, path) (rate(x_bucket[1m])))", true),
    ("max without (a) (x)", true), ("clamp_min(sum(x), 0)", false), ("time()", false),
  ])
  func whatCanGiveSeveralSeriesIsSplit(expression: String, isSplit: Bool) throws {
    #expect(try read("title: t\nexpr: \(expression)").isSplit == isSplit)
  }

  @Test func aLegendOrAFormOfRowsSplits() throws {
    #expect(try read("title: t\nexpr: sum(x)\nlegend: all").isSplit)
    #expect(try read("title: t\nexpr: sum(x)\nkind: table").isSplit)
    #expect(try !read("title: t\nexpr: sum(x)\nkind: stat").isSplit)
  }

  @Test(arguments: [
    ("title: t", "p.yml:1:1: one of expr and queries is needed"),
    ("title: t\nexpr: x\nqueries: []", "p.yml:1:1: one of expr and queries is needed"),
    ("title: t\nqueries: []", "p.yml:2:10: queries: one expression at least is needed"),
    (
      "title: t\nqueries: [{expr: x}]\nlegend: a",
      "p.yml:3:9: legend: with queries, each of them has its own legend"
    ),
    (
      "title: t\nexpr: x\nlegend: '{{a'",
      "p.yml:3:9: legend: labels are named in double braces: {{path}}"
    ),
    (
      "title: t\nexpr: x\nkind: pie",
      "p.yml:3:7: kind: one of chart, stat, bar, table is expected here"
    ),
    (
      "title: t\nexpr: x\nunit: km",
      "p.yml:3:7: unit: one of short, percent, seconds, bytes, per_second is expected here"
    ),
    ("title: t\nexpr: x\nmin: 5\nmax: 5", "p.yml:4:6: max: max must be above min"),
    ("title: t\nexpr: x\nmin: low", "p.yml:3:6: min: a number is expected here"),
    (
      "title: t\nexpr: x\nthresholds: {warning: 5, critical: 4}",
      "p.yml:3:36: thresholds.critical: critical must lie beyond warning: above it"
    ),
    (
      "title: t\nexpr: x\nbad: falling\nthresholds: {warning: 5, critical: 6}",
      "p.yml:4:36: thresholds.critical: critical must lie beyond warning: below it"
    ),
    (
      "title: t\nexpr: x\nthresholds: {warnin: 5}",
      "p.yml:3:14: thresholds.warnin: unknown key; did you mean \"warning\"?"
    ),
    (
      "title: t\nexpr: x\nthresholds: {}",
      "p.yml:3:13: thresholds: one of warning and critical is needed"
    ),
    (
      "title: t\nexpr: x[1m]",
      "p.yml:2:7: expr: a panel draws numbers, and a range vector is none: `rate` or "
        + "`max_over_time` makes some of a range"
    ),
    (
      "title: t\nexpr: x\nlegend: a\nplace: vital_sign",
      "p.yml:3:9: legend: a vital sign is one number: it has one expr and no legend"
    ),
    (
      "title: t\nexpr: x\nkind: bar\nplace: vital_sign",
      "p.yml:3:7: kind: a vital sign is one number: its kind is stat"
    ),
  ])
  func aMistakeNamesItsLineAndKey(text: String, message: String) {
    let error = #expect(throws: DocumentError.self) { try read(text) }
    #expect(error?.description == message)
  }
}
