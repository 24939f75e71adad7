import MetricsModel
import Profiles
import Testing

@Suite struct LegendTemplateTests {
  private let labels = Labels(name: "x", ["path": "/ws", "code": "200"])

  @Test(arguments: [
    ("{{path}}", "/ws"), ("{{ path }} → {{code}}", "/ws → 200"), ("plain", "plain"),
    ("{{absent}}", "no absent"), ("{{absent}}-", "-"), ("{{__name__}}", "x"),
  ])
  func labelsStandForTheirNames(template: String, name: String) throws {
    #expect(try #require(LegendTemplate(template)).name(of: labels) == name)
  }

  @Test(arguments: ["{{path", "{{}}", "{{a b}}", "{{a.b}}", "{{ }}"])
  func whatNamesNoLabelIsRefused(template: String) {
    #expect(LegendTemplate(template) == nil)
  }

  @Test func withoutATemplateSeriesAreToldByWhatDiffers() {
    let one = Labels(name: "x", ["path": "/a", "instance": "gw"])
    let two = Labels(name: "x", ["path": "/b", "instance": "gw"])
    let names = LegendTemplate.names(of: [one, two], title: "title")
    #expect(names == [one: "/a", two: "/b"])
    let three = Labels(name: "x", ["path": "/a", "code": "500", "instance": "gw"])
    #expect(LegendTemplate.names(of: [one, two, three], title: "")[three] == "code=500 path=/a")
    #expect(LegendTemplate.names(of: [one], title: "title") == [one: "title"])
  }

  @Test func aSeriesWithoutTheLabelsThatDifferSaysWhich() {
    let series: [Labels] = [["path": "/a"], [:]]
    let names = LegendTemplate.names(of: series, title: "Requests")
    #expect(names == [["path": "/a"]: "/a", [:]: "no path"])
  }
}
