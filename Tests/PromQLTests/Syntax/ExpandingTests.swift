import PromQL
import Testing

@Suite struct ExpandingTests {
  private func expanded(_ source: String, _ definitions: [String: String]) throws -> String {
    var trees: [String: Expr] = [:]
    for (name, text) in definitions { trees[name] = try PromQL.parse(text) }
    return try PromQL.parse(source).expanding(trees).description
  }

  private let connections = ["imtop:connections": "sum(a{x=\"1\"}) or sum(b)"]

  @Test func aNameBecomesItsDefinition() throws {
    #expect(
      try expanded("imtop:connections > 5", connections) == "(sum(a{x=\"1\"}) or sum(b)) > 5"
    )
    #expect(try expanded("other", connections) == "other")
  }

  @Test func matchersAndShiftsMoveIntoEverySelector() throws {
    #expect(
      try expanded("imtop:connections{job=\"j\"} @ end() offset 5m", connections)
        == "(sum(a{x=\"1\",job=\"j\"} @ end() offset 5m) or sum(b{job=\"j\"} @ end() offset 5m))"
    )
    #expect(
      try expanded("n offset 1m", ["n": "rate(a[5m] offset 1m) + b @ 10"])
        == "(rate(a[5m] offset 2m) + b @ 10.000)"
    )
  }

  @Test func subqueriesAreShiftedOnce() throws {
    #expect(
      try expanded("n{j=\"k\"} offset 1m", ["n": "max_over_time(rate(a[5m])[1h:])"])
        == "(max_over_time(rate(a{j=\"k\"}[5m])[1h:] offset 1m))"
    )
  }

  @Test func aWindowBecomesASubquery() throws {
    #expect(
      try expanded("max_over_time(imtop:connections{job=\"j\"}[5m] offset 1h)", connections)
        == "max_over_time((sum(a{x=\"1\",job=\"j\"}) or sum(b{job=\"j\"}))[5m:5s] offset 1h)"
    )
  }

  @Test func definitionsUseOthers() throws {
    #expect(try expanded("x", ["x": "y / z", "y": "sum(a)", "z": "1"]) == "((sum(a)) / (1))")
  }

  @Test func cyclesAreNamed() throws {
    let error = #expect(throws: PromQLError.self) {
      _ = try expanded("1 + x", ["x": "sum(y)", "y": "abs(x)"])
    }
    #expect(error?.message == "definition refers to itself: x -> y -> x")
    #expect(error?.range == 4..<5)
  }

  @Test func growthIsBounded() throws {
    var definitions = ["n0": "a + a"]
    for level in 1...40 { definitions["n\(level)"] = "n\(level - 1) + n\(level - 1)" }
    let all = definitions
    #expect(throws: PromQLError.self) { _ = try expanded("n40", all) }
  }

  @Test func selectorsAndNamesAreListed() throws {
    let expression = try PromQL.parse(
      "rate(log_lines_total[1m]) / on () {__name__=\"log_bytes\"}"
    )
    #expect(
      expression.selectors.map(\.description) == ["log_lines_total", "{__name__=\"log_bytes\"}"]
    )
    #expect(expression.metricNames == ["log_lines_total", "log_bytes"])
    #expect(expression.readsOnlyMetrics(prefixed: "log_"))
    #expect(try !PromQL.parse("log_a + b").readsOnlyMetrics(prefixed: "log_"))
    #expect(try !PromQL.parse("1").readsOnlyMetrics(prefixed: "log_"))
    #expect(try PromQL.parse("{a=\"b\"}").metricNames == nil)
  }
}
