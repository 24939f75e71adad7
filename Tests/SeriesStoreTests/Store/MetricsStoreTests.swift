import MetricsModel
import Testing

@testable import SeriesStore

@Suite struct MetricsStoreTests {
  @Test func aScrapeGivesItsSamplesAndItsReport() throws {
    let harness = StoreHarness()
    let report = try harness.scrape(5, "a 1\nb{path=\"/x\"} 2\n")
    #expect(report.samples == 2)
    #expect(harness.samples("a") == ["1@5"])
    #expect(harness.samples("b", ["path": "/x", "job": "im"]) == ["2@5"])
    #expect(harness.samples("up") == ["1@5"])
    #expect(harness.samples("scrape_samples_scraped") == ["2@5"])
    #expect(harness.samples("scrape_duration_seconds") == ["0.01@5"])
  }

  @Test func seriesCarryJobAndInstance() throws {
    let harness = StoreHarness()
    try harness.scrape(1, "a{instance=\"other\",exported_instance=\"third\"} 1\n")
    let series = harness.store.series(
      matching: [Matcher(Labels.metricName, equals: "a")],
      in: TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 9))
    )
    #expect(
      series.map(\.labels) == [
        [
          "__name__": "a", "job": "im", "instance": "gw-1:8080", "exported_instance": "third",
          "exported_exported_instance": "other",
        ]
      ]
    )
  }

  @Test func aFailedScrapeEndsAllSeriesAndIsNoZero() throws {
    let harness = StoreHarness()
    try harness.scrape(1, "a 7\n")
    harness.fail(2)
    harness.fail(3)
    try harness.scrape(4, "a 8\n")
    #expect(harness.samples("a") == ["7@1", "stale@2", "8@4"])
    #expect(harness.samples("up") == ["1@1", "0@2", "0@3", "1@4"])
  }

  @Test func aSeriesThatVanishesEnds() throws {
    let harness = StoreHarness()
    try harness.scrape(1, "a 1\nb 1\n")
    try harness.scrape(2, "a 2\n")
    try harness.scrape(3, "a 3\n")
    #expect(harness.samples("b") == ["1@1", "stale@2"])
  }

  @Test(arguments: [1, 2, 3, 17])
  func seriesThatStandApartAreReadAsThoseSideBySide(every: Int) throws {
    let harness = StoreHarness()
    // More scrapes than are kept open, with series that come later and go again.
    for second in 1...150 {
      let page = (0..<50).filter { second > $0 && second % 40 != $0 }.map { number in
        "a{n=\"\(number)\",m=\"\(number % every)\"} \(number * second)\n"
      }
      try harness.scrape(Double(second), page.joined())
    }
    for remainder in 0..<every {
      let together = harness.store.series(
        matching: [
          Matcher(Labels.metricName, equals: "a"), Matcher("m", equals: "\(remainder)"),
        ],
        in: TimeRange(from: Timestamp(seconds: 20), through: Timestamp(seconds: 140))
      )
      #expect(together.count == (0..<50).count { $0 % every == remainder })
      for series in together {
        let number = try #require(series.labels["n"].flatMap(Int.init))
        let numbers = zip(series.timestamps, series.values).filter { !$0.1.isStale }
        let expected = (20...140).filter { $0 > number && $0 % 40 != number }
        #expect(numbers.map(\.0) == expected.map { Int64($0) * 1000 })
        #expect(numbers.map(\.1) == expected.map { Double(number * $0) })
      }
    }
  }

  @Test func aRefusedPageLeavesNothing() throws {
    let harness = StoreHarness()
    try harness.scrape(1, "a 1\n")
    #expect(throws: PageRefusal.self) { try harness.scrape(2, "a 2\nnew 1\nb {\n") }
    #expect(harness.samples("a") == ["1@1"])
    #expect(harness.store.metricNames().contains("new") == false)
    try harness.scrape(3, "a 3\n")
    #expect(harness.samples("a") == ["1@1", "3@3"])
  }

  @Test func aCounterBornLateHasAZeroAtTheScrapeBefore() throws {
    let harness = StoreHarness()
    let types = "# TYPE c counter\n# TYPE g gauge\n# TYPE h histogram\n"
    try harness.scrape(1, types + "c{path=\"/\"} 5\n")
    harness.fail(2)
    let page =
      types + "c{path=\"/\"} 6\nc{path=\"/new\"} 37\ng 3\nh_bucket{le=\"+Inf\"} 2\nh_count 2\n"
    try harness.scrape(3, page)
    #expect(harness.samples("c", ["path": "/new"]) == ["0@1", "37@3"])
    #expect(harness.samples("h_bucket") == ["0@1", "2@3"])
    #expect(harness.samples("c", ["path": "/"]) == ["5@1", "stale@2", "6@3"])
    #expect(harness.samples("g") == ["3@3"])
    #expect(harness.samples("c", ["path": "/new"], in: 2...9) == ["37@3"])
  }

  @Test func countersBeginAnewWithTheirProcess() throws {
    let harness = StoreHarness()
    let types = "# TYPE c counter\n# TYPE g gauge\n"
    let start = "process_start_time_seconds "
    try harness.scrape(101, types + "\(start)50\nc 60\ng 60\nold 1\n")
    harness.fail(102)
    try harness.scrape(105, types + "\(start)103\nc 60\ng 60\n")
    try harness.scrape(106, types + "\(start)103\nc 61\ng 60\n")
    #expect(harness.samples("c") == ["60@101", "stale@102", "0@103", "60@105", "61@106"])
    #expect(harness.samples("g") == ["60@101", "stale@102", "60@105", "60@106"])
  }

  @Test func whatTheNewProcessLacksEndsAtItsStart() throws {
    let harness = StoreHarness()
    let start = "process_start_time_seconds "
    try harness.scrape(101, "\(start)50\nold 1\nc_total 3\n")
    try harness.scrape(102, "\(start)101.5\nc_total 3\n")
    #expect(harness.samples("old") == ["1@101", "stale@101.5"])
    #expect(harness.samples("c_total") == ["3@101", "0@101.5", "3@102"])
    #expect(harness.samples("up") == ["1@101", "1@102"])
  }

  @Test func timesOfTheirOwnAreKept() throws {
    let harness = StoreHarness()
    try harness.scrape(10, "a 1 9000\nb 1\n")
    #expect(try harness.scrape(11, "a 1 9000\nb 2\n").doubts.count == 0)
    let old = try harness.scrape(11.5, "a 3 9000\nb 2\n")
    #expect(old.doubts.oldTimes == 1)
    #expect(old.findings.map(\.kind) == [.oldTime])
    #expect(old.findings.first?.example.hasSuffix("at 9000 ms, 2.5 s before the scrape") == true)
    #expect(old.findings.first?.example.hasPrefix("a{") == true)
    let report = try harness.scrape(12, "a 2 11500\nfar 1 9999999999\n")
    #expect(report.doubts.count == 1)
    #expect(report.doubts.futureTimes == 1)
    #expect(report.findings.map(\.kind) == [.futureTime])
    #expect(report.findings.first?.example.contains("far{") == true)
    #expect(harness.samples("a") == ["1@9", "2@11.5"])
    #expect(harness.samples("a", in: 10...20) == ["2@11.5"])
  }

  @Test func aSeriesThatStandsTwiceCountsOnceAndIsDoubtful() throws {
    let harness = StoreHarness()
    let report = try harness.scrape(1, "a 1\na 2\n")
    #expect(report.doubts.repeatedSeries == 1)
    #expect(report.samples == 2)
    #expect(harness.samples("a") == ["1@1"])
  }

  @Test func aStoreThatAuditsPagesTellsWhatItFound() throws {
    let page = Array("# TYPE h histogram\nh_bucket{le=\"1\"} 1\n".utf8)
    for audits in [true, false] {
      let store = MetricsStore(auditInterval: audits ? 0 : nil)
      let target = store.addTarget(job: "im", instance: "gw", seriesLimit: 10)
      let time = Timestamp(seconds: 1)
      let report = try store.storeNow(page, format: .text, of: target, at: time, seconds: 0)
      #expect(report.findings.map(\.kind) == (audits ? [.brokenHistogram] : []))
    }
  }

  @Test func aPageIsAuditedNowAndThenAndItsFindingsStay() throws {
    let store = MetricsStore(auditInterval: 60)
    let target = store.addTarget(job: "im", instance: "gw", seriesLimit: 10)
    func kinds(_ second: Double, _ page: String) throws -> [PageFinding.Kind] {
      try store.storeNow(
        Array(page.utf8),
        format: .text,
        of: target,
        at: Timestamp(seconds: second),
        seconds: 0
      ).findings.map(\.kind)
    }
    let broken = "# TYPE h histogram\nh_bucket{le=\"1\"} 1\n"
    #expect(try kinds(1, broken) == [.brokenHistogram])
    #expect(try kinds(30, "a 1\n") == [.brokenHistogram])
    #expect(try kinds(61, "a 1\n") == [])
  }

  @Test func theLimitOfSeriesHoldsAndIsTold() throws {
    let harness = StoreHarness(seriesLimit: 7)
    let page = (0..<4).map { "a{n=\"\($0)\"} 1\n" }.joined()
    #expect(try harness.scrape(1, page).refusedSeries == 2)
    #expect(try harness.scrape(2, page).refusedSeries == 2)
    #expect(harness.samples("a") == ["1@1", "1@2", "1@1", "1@2"])
  }

  @Test func theOrderOfFamiliesMayChange() throws {
    let harness = StoreHarness()
    let (a, b) = ("# TYPE a gauge\na{x=\"1\"} ", "# TYPE b histogram\nb_bucket{le=\"1\"} ")
    try harness.scrape(1, a + "1\n" + b + "2\n")
    try harness.scrape(2, b + "3\n" + a + "4\n")
    try harness.scrape(3, "# a comment\n" + b + "5\nnew 1\n" + a + "6\n")
    #expect(harness.samples("a") == ["1@1", "4@2", "6@3"])
    #expect(harness.samples("b_bucket", ["le": "1.0"]) == ["2@1", "3@2", "5@3"])
    #expect(harness.store.usage.series == 8)
  }

  /// The same bytes are another series where another type holds: bounds are normalized for some only.
  @Test func aTypeThatIsTakenAwayMayChangeTheSeries() throws {
    let harness = StoreHarness()
    let lines = "g{quantile=\"0.5\"} 1\ng{quantile=\"1\"} 2\n"
    try harness.scrape(1, "# TYPE g summary\n" + lines)
    try harness.scrape(2, "# no type\n" + lines)
    #expect(harness.samples("g", ["quantile": "1.0"]) == ["2@1", "stale@2"])
    #expect(harness.samples("g", ["quantile": "1"]) == ["2@2"])
  }

  @Test func aLineMayGetLabelsBlanksOrATime() throws {
    let harness = StoreHarness()
    try harness.scrape(1, "a 1\nb 1\n")
    try harness.scrape(2, "a   2\nb 2\n")
    try harness.scrape(3, "a {x=\"y\"} 3\nb 3\n")
    try harness.scrape(4, "a 4 4000\nb 4\n")
    try harness.scrape(5, "a NaN\nb 5")
    #expect(harness.samples("a", ["x": ""]) == ["1@1", "2@2", "stale@3", "4@4", "nan@5"])
    #expect(harness.samples("a", ["x": "y"]) == ["3@3", "stale@4"])
    #expect(harness.samples("b") == (1...5).map { "\($0)@\($0)" })
  }

  @Test func whatMeansTheSameIsOneSeries() throws {
    let harness = StoreHarness()
    try harness.scrape(1, "a{b=\"c\",d=\"\\\"\"} 1\n")
    try harness.scrape(2, "a{ d = \"\\\"\" , e=\"\", b=\"c\" , } 2\n")
    try harness.scrape(3, "{\"d\"=\"\\\"\",\"a\",\"b\"=\"c\"} 3\n")
    #expect(harness.samples("a") == ["1@1", "2@2", "3@3"])
  }

  @Test func aClockThatIsSetBackLosesNothing() throws {
    let harness = StoreHarness()
    try harness.scrape(5, "a 1\n")
    try harness.scrape(3, "a 2\n")
    #expect(harness.samples("a") == ["1@5", "2@5.001"])
  }

  @Test func metadataIsFoundByNameAndByFamily() throws {
    let harness = StoreHarness()
    try harness.scrape(
      1,
      "# HELP a_seconds line\\nbreak\n# TYPE a_seconds histogram\na_seconds_count 1\n"
    )
    let metadata = MetricMetadata(type: .histogram, help: "line\nbreak")
    #expect(harness.store.metadata(of: "a_seconds") == metadata)
    #expect(harness.store.metadata(of: "a_seconds_bucket") == metadata)
    #expect(harness.store.metadata(of: "b") == nil)
  }

  @Test func processStartIsTold() throws {
    let report = try StoreHarness().scrape(1, "process_start_time_seconds 1.5e9\n")
    #expect(report.processStart == Timestamp(seconds: 1.5e9))
  }
}
