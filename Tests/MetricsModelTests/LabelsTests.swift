import MetricsModel
import Testing

@Suite struct LabelsTests {
  private let labels = Labels(name: "http_requests_total", ["path": "/a", "code": "500"])

  @Test func pairsAreSortedUniqueAndNotEmpty() {
    let labels = Labels([
      Labels.Pair("b", "1"), Labels.Pair("a", "2"), Labels.Pair("b", "3"), Labels.Pair("c", ""),
    ])
    #expect(labels.pairs.map(\.name) == ["a", "b"])
    #expect(labels["b"] == "3")
    #expect(labels["c"] == nil)
    #expect(labels == ["b": "3", "a": "2"])
  }

  @Test func namesAreLabels() {
    #expect(labels.name == "http_requests_total")
    #expect(labels.withoutName == ["path": "/a", "code": "500"])
    #expect(Labels.empty.name == "")
  }

  @Test func labelsAreChosenAndChanged() {
    #expect(labels.keeping(["path", "zone"]) == ["path": "/a"])
    #expect(labels.dropping(["path", "__name__"]) == ["code": "500"])
    #expect(labels.setting("path", to: "") == Labels(name: "http_requests_total", ["code": "500"]))
    #expect(labels.setting("zone", to: "x")["zone"] == "x")
  }

  @Test func theyAreWrittenAsPromQLWritesThem() {
    #expect(labels.description == #"http_requests_total{code="500", path="/a"}"#)
    #expect(Labels(name: "up").description == "up")
    #expect(Labels.empty.description == "{}")
    #expect(Labels([Labels.Pair("a", "\"\\\n")]).description == #"{a="\"\\\n"}"#)
  }
}
