import PromQL
import Testing

@Suite struct MissingTests {
  @Test(arguments: [
    ("sum({job=\"a\"}) unless nosuch", []), ("known unless on (job) nosuch", []),
    ("nosuch unless known", ["nosuch"]), ("known and nosuch", ["nosuch"]),
    ("nosuch or vector(0)", []), ("nosuch or other", ["nosuch", "other"]),
    ("absent(nosuch) or known", []), ("rate(nosuch[1m]) / known", ["nosuch"]),
  ])
  func whatMayBeMissingIsNotNamed(query: String, missing: [String]) throws {
    let expression = try PromQL.parse(query)
    #expect(expression.missingMetrics { $0 == "known" }.sorted() == missing)
  }
}
