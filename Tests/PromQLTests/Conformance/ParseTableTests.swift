import Foundation
import PromQL
import Testing

/// Prometheus' table of sources that parse to a tree or to an error.
@Suite(.enabled(if: Conformance.isPresent, "no conformance data at IMTOP_CONFORMANCE"))
struct ParseTableTests {
  @Test func readsWhatPrometheusReads() throws {
    var counts = (passed: 0, skipped: 0)
    for entry in try Conformance.cases("promql_parse_cases.jsonl") {
      guard entry["valid"] as? Bool == true, let query = entry["query"] as? String else { continue }
      if ScriptFeatures.needed(byQuery: query) != nil {
        counts.skipped += 1
        continue
      }
      do {
        let expression = try PromQL.parse(query)
        let tree = try #require(entry["ast"] as? [String: Any])
        let difference = ExpectedTree(tree).difference(from: expression)
        #expect(difference == nil, "\(query)")
        #expect(try PromQL.parse(expression.description) == expression, "\(query)")
        counts.passed += 1
      } catch {
        Issue.record("\(query): \(error)")
      }
    }
    print("parse table: \(counts.passed) valid, \(counts.skipped) experimental")
  }

  @Test func refusesWhatPrometheusRefuses() throws {
    var counts = (sameWords: 0, samePlace: 0, all: 0)
    for entry in try Conformance.cases("promql_parse_cases.jsonl")
    where entry["valid"] as? Bool == false && entry["query_hex"] == nil {
      let query = try #require(entry["query"] as? String)
      let errors = entry["errors"] as? [[String: Any]] ?? []
      counts.all += 1
      do {
        let expression = try PromQL.parse(query)
        Issue.record("\(query) was read as \(expression)")
      } catch {
        if errors.contains(where: { $0["error"] as? String == error.message }) {
          counts.sameWords += 1
        } else if ProcessInfo.processInfo.environment["SHOW"] != nil {
          print(
            "WORDS \(query) ## \(error.message) ## \(errors.map { $0["error"] as? String ?? "" })"
          )
        }
        if errors.contains(where: { $0["start"] as? Int == error.range.lowerBound }) {
          counts.samePlace += 1
        } else if ProcessInfo.processInfo.environment["SHOW"] != nil {
          print("PLACE \(query) ## \(error.range) \(error.message) ## \(errors)")
        }
      }
    }
    print(
      "parse table: \(counts.all) refused, \(counts.sameWords) in the words of Prometheus, "
        + "\(counts.samePlace) at its place"
    )
  }
}
