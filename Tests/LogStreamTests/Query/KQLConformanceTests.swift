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

  @Test func kibanasDocumentedExamples() throws {
    let examples = try Conformance.objects("kql/documented_examples.jsonl")
      .filter { $0["language"] as? String == "kql" }
    #expect(examples.count == 20)
    for example in examples {
      guard let query = example["query"] as? String else { continue }
      let outcome = verdict(query, isValid: true, tree: example["ast"])
      #expect(outcome.isEqual == (KQLException.reason(query) == nil), "\(query): \(outcome.note)")
    }
  }

  /// What Lucene's documentation says of its examples, by the records of `DocumentedExample` that pass.
  @Test func lucenesDocumentedExamples() throws {
    let queries = try Conformance.objects("kql/documented_examples.jsonl")
      .filter { $0["language"] as? String == "lucene" }.compactMap { $0["query"] as? String }
    #expect(queries.count == 31)
    for query in queries {
      guard KQLException.luceneReason(query) == nil else {
        #expect(throws: FilterError.self, "\(query)") { try FilterParser.parse(query) }
        continue
      }
      let example = try #require(DocumentedExample.all[query], "\(query)")
      #expect(try example.passing(query) == example.expected, "\(query)")
    }
  }

  @Test func lucenesQueries() throws {
    var counts = (all: 0, excepted: 0)
    for object in try Conformance.objects("kql/lucene_npm.jsonl") {
      guard let query = object["query"] as? String, let isValid = object["valid"] as? Bool else {
        continue
      }
      counts.all += 1
      let wanted = isValid ? LuceneNotation.filter(object["ast"]).map(KQLNotation.normal) : nil
      let own = (try? FilterParser.parse(query)).map(KQLNotation.normal)
      if let reason = KQLException.luceneReason(query) {
        counts.excepted += 1
        #expect(!isValid || wanted == nil || own != wanted, "no exception: \(query) (\(reason))")
      } else {
        #expect(own == wanted, "\(query)")
      }
    }
    print("Lucene: \(counts.all - counts.excepted) as there, \(counts.excepted) by decision")
    #expect(counts == (91, KQLException.luceneCount))
  }

  /// Which of Liqe's queries are filters at all.
  @Test func liqesQueries() throws {
    var counts = (all: 0, excepted: 0)
    for object in try Conformance.objects("kql/liqe_parse.jsonl") {
      guard let query = object["query"] as? String else { continue }
      counts.all += 1
      guard let isValid = object["valid"] as? Bool else { continue }
      let isAccepted = (try? FilterParser.parse(query)) != nil
      if let reason = KQLException.reasonForVerdict(query) {
        counts.excepted += 1
        #expect(isAccepted != isValid, "no exception any more: \(query) (\(reason))")
      } else {
        #expect(isAccepted == isValid, "\(query)")
      }
    }
    #expect(counts == (66, 6))
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
