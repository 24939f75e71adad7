import LogModel
import Testing

@testable import LogStream

@Suite(.enabled(if: Conformance.isPresent, "needs the conformance data, see IMTOP_CONFORMANCE"))
struct KQLConformanceTests {
  @Test func kibanasQueries() throws {
    var counts = (passed: 0, excepted: 0)
    for object in try Conformance.objects("kql/kql_kibana.jsonl") {
      guard let query = object["query"] as? String, let isValid = object["valid"] as? Bool else {
        continue
      }
      let outcome = verdict(query, isValid: isValid, tree: object["ast"])
      if let reason = KQLException.reason(query) {
        counts.excepted += 1
        #expect(!outcome.isEqual, "no exception any more: \(query) (\(reason))")
      } else {
        counts.passed += 1
        #expect(outcome.isEqual, "\(query): \(outcome.note)")
      }
    }
    print("Kibana: \(counts.passed) as there, \(counts.excepted) different by decision")
    #expect(counts.passed + counts.excepted == 225)
  }

  @Test func documentedExamplesParse() throws {
    for object in try Conformance.objects("kql/documented_examples.jsonl") {
      guard let query = object["query"] as? String, !query.contains(".*:"), !query.contains(".\\*:")
      else {
        continue
      }
      #expect(throws: Never.self, "\(query)") { try FilterParser.parse(query) }
    }
  }

  /// Which queries are filters at all; boosts, proximity and fuzziness are text here.
  @Test(arguments: [("lucene_npm", 91, 0), ("liqe_parse", 66, 6)])
  func lucenesQueries(file: String, count: Int, excepted: Int) throws {
    var counts = (all: 0, excepted: 0)
    for object in try Conformance.objects("kql/\(file).jsonl") {
      guard let query = object["query"] as? String else { continue }
      counts.all += 1
      guard let isValid = object["valid"] as? Bool else { continue }
      let isAccepted = (try? FilterParser.parse(query)) != nil
      if excepted > 0, let reason = KQLException.reasonForVerdict(query) {
        counts.excepted += 1
        #expect(isAccepted != isValid, "no exception any more: \(query) (\(reason))")
      } else {
        #expect(isAccepted == isValid, "\(query)")
      }
    }
    print("\(file): \(counts.all - counts.excepted) as there, \(counts.excepted) by decision")
    #expect(counts == (count, excepted))
  }

  @Test func networks() throws {
    for object in try Conformance.objects("kql/cidr_cases.jsonl") {
      guard let cidr = object["cidr"] as? String, cidr.contains("/") else { continue }
      let isValid = object["valid"] as? Bool ?? true
      #expect((NetworkText.parse(cidr) != nil) == isValid, "\(cidr)")
    }
  }

  private func verdict(_ query: String, isValid: Bool, tree: Any?) -> (isEqual: Bool, note: String)
  {
    do throws(FilterError) {
      let filter = try FilterParser.parse(query)
      guard isValid else { return (false, "accepted as \(filter.source)") }
      let own = KQLNotation.normal(filter)
      let wanted = KQLNotation.filter(tree).map(KQLNotation.normal) ?? "something else"
      return (own == wanted, "\(own), not \(wanted)")
    } catch {
      return (!isValid, error.message)
    }
  }
}
