import MetricsModel
import Testing

@testable import SeriesStore

@Suite struct PageAuditTests {
  private func findings(_ page: String, _ format: ExpositionFormat = .text) -> [String] {
    PageAudit.findings(Array(page.utf8), format: format).map {
      "\($0.count) \($0.kind.rawValue), such as \($0.example)"
    }
  }

  private func histogram(_ lines: String...) -> [String] {
    findings("# TYPE h histogram\n" + lines.map { "\($0)\n" }.joined())
  }

  @Test func aPageWithoutFaultHasNone() {
    let buckets = ["h_bucket{le=\"1\"} 1", "h_bucket{le=\"+Inf\"} 2"]
    #expect(histogram(buckets[0], buckets[1], "h_sum 0.5", "h_count 2") == [])
    #expect(findings("# TYPE s summary\ns{quantile=\"0.5\"} NaN\ns_count 0\ns_sum 0\n") == [])
  }

  @Test func seriesThatStandTwiceAreCounted() {
    #expect(
      findings("a{x=\"1\",y=\"2\"} 1\na{y=\"2\",x=\"1\"} 2\na 1 5\na 1 6\na 1 6\n") == [
        "2 samples of series that stand twice, such as a{x=\"1\", y=\"2\"}"
      ]
    )
  }

  @Test func brokenHistogramsAreNamed() {
    let broken = "1 broken histograms, such as h:"
    #expect(histogram("h_bucket{le=\"1\"} 1") == ["\(broken) no bucket le=\"+Inf\""])
    #expect(
      histogram("h_bucket{le=\"10\"} 1", "h_bucket{le=\"9\"} 2", "h_bucket{le=\"+Inf\"} 2")
        == ["\(broken) the bucket 10.0 counts less than the one before it"]
    )
    #expect(
      histogram("h_bucket{le=\"+Inf\"} 2", "h_count 3")
        == ["\(broken) _count is 3.0, the bucket le=\"+Inf\" 2.0"]
    )
    #expect(histogram("h_count 3") == ["\(broken) no bucket"])
    #expect(histogram("h_bucket{le=\"x\"} 3").contains("\(broken) a bucket without a number in le"))
  }

  @Test func oneSeriesPerRawURLIsToldWithAnExample() {
    let raw = (0..<60).map { "r_total{path=\"/users/\($0)\"} 1\n" }.joined()
    #expect(
      findings(raw).first?.hasPrefix(
        "1 labels with one value per raw URL, such as r_total{path}: 60 values such as /users/"
      ) == true
    )
    let routes = (0..<60).map { "r_total{path=\"/api/v1/thing\($0)/:id\"} 1\n" }.joined()
    #expect(findings(routes) == [])
    let disks = (0..<60).map { "d{mountpoint=\"/pods/\($0)\"} 1\n" }.joined()
    #expect(findings(disks) == [])
  }

  @Test(arguments: [
    ("# TYPE c counter\nc -1\n", "values that their type cannot have"),
    ("# TYPE c counter\nc NaN\n", "values that their type cannot have"),
    ("# TYPE s summary\ns 1\n", "samples without a label that their type needs"),
    ("# HELP a x\n# HELP a y\n", "families with HELP, TYPE or UNIT twice"),
    ("a 1\n# TYPE a gauge\n", "families with HELP, TYPE or UNIT behind their samples"),
    ("a{x=\"1\"} 1\nb 1\na{x=\"2\"} 1\n", "families whose samples do not stand together"),
  ])
  func rulesAboutFamiliesAreHeldAgainstThePage(_ page: String, _ kind: String) {
    #expect(findings(page).map { $0.contains(kind) }.contains(true))
  }

  @Test func aPageThatIsCutOffIsAuditedAsFarAsItGoes() {
    #expect(findings("a 1\na 1\nb{", .text).count == 1)
  }
}
