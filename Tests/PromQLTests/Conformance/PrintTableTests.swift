import Foundation
import PromQL
import Testing

/// Prometheus' table of printed expressions.
@Suite(.enabled(if: Conformance.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct PrintTableTests {
  @Test func printsAsPrometheusDoes() throws {
    var counts = (passed: 0, skipped: 0)
    for entry in try Conformance.cases("promql_print_cases.jsonl") {
      let query = try #require(entry["query"] as? String)
      if ScriptFeatures.needed(byQuery: query) != nil {
        counts.skipped += 1
        continue
      }
      let expression = try? PromQL.parse(query)
      #expect(expression?.description == entry["printed"] as? String, "\(query)")
      #expect(expression.flatMap { try? PromQL.parse($0.description) } == expression, "\(query)")
      counts.passed += 1
    }
    print("print table: \(counts.passed) checked, \(counts.skipped) experimental")
  }
}
