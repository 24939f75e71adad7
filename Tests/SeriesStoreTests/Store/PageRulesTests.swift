import MetricsModel
import Synchronization
import Testing

@testable import SeriesStore

@Suite struct PageRulesTests {
  /// Rules of which the closure is asked; it counts how often.
  private final class Questions: Sendable {
    let count = Mutex(0)

    func rules(_ answer: @escaping @Sendable (Labels) -> Labels?) -> PageRules {
      var rules = PageRules()
      rules.relabelling = { labels in
        self.count.withLock { $0 += 1 }
        return answer(labels)
      }
      return rules
    }
  }

  private func all(_ store: MetricsStore, _ name: String) -> [Labels] {
    let time = TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 1e6))
    return store.series(matching: [Matcher("__name__", equals: name)], in: time).map(\.labels)
  }

  @Test func aSeriesIsRelabelledOnceWithTheLabelsOfItsTarget() throws {
    let questions = Questions()
    let harness = StoreHarness(
      rules: questions.rules { labels in
        labels.name.hasPrefix("go_")
          ? nil : labels.setting("instance", to: "").setting("zone", to: labels["job"] ?? "")
      }
    )
    let report = try harness.scrape(1, "a 1\ngo_x 2\ngo_y 3\n")
    #expect(report.samples == 3)
    #expect(report.droppedSamples == 2)
    #expect(all(harness.store, "a") == [["__name__": "a", "job": "im", "zone": "im"]])
    #expect(all(harness.store, "go_x") == [])
    #expect(harness.samples("scrape_samples_scraped") == ["3@1"])
    #expect(harness.samples("scrape_samples_post_metric_relabeling") == ["1@1"])
    #expect(all(harness.store, "up") == [["__name__": "up", "job": "im", "instance": "gw-1:8080"]])
    #expect(questions.count.withLock { $0 } == 3)

    // The same page again, and one whose lines stand in another order with a new one among them.
    #expect(try harness.scrape(2, "a 4\ngo_x 2\ngo_y 3\n").droppedSamples == 2)
    #expect(try harness.scrape(3, "go_y 3\ngo_z 1\ngo_x 2\na 5\n").droppedSamples == 3)
    #expect(harness.samples("a") == ["1@1", "4@2", "5@3"])
    #expect(questions.count.withLock { $0 } == 4)
  }

  @Test func seriesThatRelabellingMakesOneAreToldOf() throws {
    let harness = StoreHarness(rules: Questions().rules { $0.setting("pod", to: "") })
    let report = try harness.scrape(1, "a{pod=\"1\"} 1\na{pod=\"2\"} 2\n")
    #expect(harness.samples("a") == ["1@1"])
    #expect(report.findings.map(\.kind) == [.mergedSeries])
    #expect(report.findings.first?.count == 1)
  }

  @Test func aSeriesWithoutANameIsRefusedAsPrometheusDoes() throws {
    let harness = StoreHarness(rules: Questions().rules { $0.setting("__name__", to: "") })
    #expect {
      try harness.scrape(1, "a 1\nb 2\n")
    } throws: { error in
      "\(error)" == "line 1, column 3: relabelling leaves the series without a name"
    }
  }

  @Test func moreSamplesThanTheLimitAfterRelabellingAreRefused() throws {
    var rules = Questions().rules { $0.name == "go_x" ? nil : $0 }
    rules.sampleLimit = 2
    let harness = StoreHarness(rules: rules)
    #expect(try harness.scrape(1, "a 1\nb 1\ngo_x 1\n").droppedSamples == 1)
    #expect {
      try harness.scrape(2, "a 1\nb 1\nc 1\ngo_x 1\n")
    } throws: { error in
      "\(error)" == "3 samples after relabelling, sample_limit is 2"
    }
    #expect(harness.samples("c") == [])
  }

  @Test func aPageBeyondItsSampleLimitReportsWhatItHad() throws {
    var rules = Questions().rules { $0.name == "go_x" ? nil : $0 }
    rules.sampleLimit = 2
    let harness = StoreHarness(rules: rules)
    for second in [1.0, 2] {
      #expect(throws: PageRefusal.self) {
        try harness.scrape(second, "a 1\nb 1\nc 1\ngo_x 1\n")
      }
      harness.fail(second)
    }
    harness.fail(3)
    try harness.scrape(4, "a 1\n")
    #expect(harness.samples("up") == ["0@1", "0@2", "0@3", "1@4"])
    #expect(harness.samples("scrape_samples_scraped") == ["4@1", "4@2", "0@3", "1@4"])
    #expect(
      harness.samples("scrape_samples_post_metric_relabeling") == ["3@1", "3@2", "0@3", "1@4"]
    )
    #expect(harness.samples("scrape_series_added") == ["2@1", "0@2", "0@3", "1@4"])
  }

  /// As Prometheus: the sample whose labels are too many counts as read, one that is no sample does not.
  @Test(arguments: [("c{x=\"1\",y=\"2\"} 1\nd 1\n", 3), ("c{ 1\nd 1\n", 2)])
  func aRefusedPageReportsWhatWasReadOfIt(_ rest: String, _ count: Int) throws {
    var rules = PageRules()
    rules.labelLimits.count = 4
    let harness = StoreHarness(rules: rules)
    for second in [1.0, 2] {
      #expect(throws: PageRefusal.self) { try harness.scrape(second, "a 1\nb 1\n" + rest) }
      harness.fail(second)
    }
    #expect(harness.samples("up") == ["0@1", "0@2"])
    #expect(harness.samples("scrape_samples_scraped") == ["\(count)@1", "\(count)@2"])
    #expect(harness.samples("scrape_samples_post_metric_relabeling") == ["2@1", "2@2"])
    #expect(harness.samples("scrape_series_added") == ["2@1", "0@2"])
  }

  /// The messages are ours, the arithmetic is Prometheus': the name and the target's labels count.
  @Test(arguments: [false, true])
  func aPageWithLabelsBeyondALimitIsRefused(rewrites: Bool) throws {
    var rules = rewrites ? Questions().rules { $0 } : PageRules()
    rules.labelLimits.count = 4
    rules.labelLimits.nameLength = 10
    rules.labelLimits.valueLength = 12
    let harness = StoreHarness(rules: rules)
    try harness.scrape(1, "a{x=\"1\"} 1\n")
    for (line, reason) in [
      ("a{x=\"1\",y=\"2\"} 1", "line 1, column 16: 5 labels, label_limit is 4"),
      (
        "a{elevenbytes=\"1\"} 1",
        "line 1, column 20: a label's name of 11 bytes, elevenbytes, label_name_length_limit is 10"
      ),
      (
        "a{x=\"äääääää\"} 1",
        "line 1, column 23: a value of 14 bytes for x, label_value_length_limit is 12"
      ),
    ] {
      #expect { try harness.scrape(2, line + "\na{x=\"1\"} 2\n") } throws: { "\($0)" == reason }
    }
    #expect(harness.samples("a") == ["1@1"])
    #expect(try harness.scrape(3, "a{x=\"1\"} 3\n").samples == 1)
  }

  @Test func seriesThatWereNotOnTheLastGoodPageAreCounted() throws {
    let harness = StoreHarness()
    try harness.scrape(1, "a 1\nb 1\n")
    try harness.scrape(2, "a 1\nb 1\n")
    try harness.scrape(3, "a 1\nc 1\nc 1\nd 1 2500\n")
    harness.fail(4)
    try harness.scrape(5, "a 1\nb 1\nc 1\n")
    #expect(harness.samples("scrape_series_added") == ["2@1", "0@2", "2@3", "0@4", "1@5"])
  }

  @Test func aPagesOwnTimesCountUnlessTheyAreNotHonoured() throws {
    var rules = PageRules()
    #expect(try StoreHarness(rules: rules).scrape(5, "a 1 2000\n").samples == 1)
    rules.honorsTimestamps = false
    let harness = StoreHarness(rules: rules)
    try harness.scrape(5, "a 1 2000\n")
    try harness.scrape(6, "a 2 2000\n")
    #expect(harness.samples("a") == ["1@5", "2@6"])
  }

  /// What is dropped is often what never ends: one series per raw URL.
  @Test func whatIsDroppedIsForgotten() throws {
    let harness = StoreHarness(rules: Questions().rules { $0["path"] == nil ? $0 : nil })
    for second in 1...40 {
      let lines = (0..<500).map { "hits{path=\"/u/\(second)/\($0)\"} 1\n" }
      try harness.scrape(Double(second), "a \(second)\n" + lines.joined())
    }
    #expect(harness.samples("a", in: 39...40) == ["39@39", "40@40"])
    #expect(harness.store.usage.series == 6)
    #expect(harness.store.usage.bytes < 4_000_000)
  }

  @Test func newRulesHoldFromTheNextPageOnAndKeepTheSeries() throws {
    let harness = StoreHarness(rules: Questions().rules { $0.name == "b" ? nil : $0 })
    try harness.scrape(1, "a 1\nb 1\n")
    _ = harness.store.addTarget(job: "im", instance: "gw-1:8080", seriesLimit: 1000)
    try harness.scrape(2, "a 2\nb 2\n")
    #expect(harness.samples("a") == ["1@1", "2@2"])
    #expect(harness.samples("b") == ["2@2"])
    #expect(harness.samples("up") == ["1@1", "1@2"])
  }
}
