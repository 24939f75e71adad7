import MetricsModel
import Testing

@testable import SeriesStore

@Suite struct MoversTests {
  /// A store whose target was scraped every 5 s from second 5 to 600 with the page of each second.
  private func store(_ page: (Int) -> String) throws -> MetricsStore {
    let harness = StoreHarness()
    for second in stride(from: 5, through: 600, by: 5) {
      try harness.scrape(Double(second), page(second))
    }
    return harness.store
  }

  private func movers(_ page: (Int) -> String) throws -> [Mover] {
    try store(page).movers(at: Timestamp(seconds: 600), window: 300)
  }

  @Test func whatIsHeldReachesBackToTheFirstScrape() throws {
    let store = try store { "g \($0)\n" }
    #expect(store.heldSeconds(before: Timestamp(seconds: 600)) == 595)
    #expect(store.heldSeconds(before: Timestamp(seconds: 1)) == 0)
    #expect(MetricsStore().heldSeconds(before: Timestamp(seconds: 600)) == 0)
  }

  @Test func gaugesAreComparedByTheirMedian() throws {
    // One wild value in each window moves a mean, not a median.
    let all = try movers {
      "# TYPE g gauge\ng \($0 == 100 || $0 == 400 ? 9e9 : $0 <= 300 ? 10 : 40)\n"
    }
    let mover = try #require(all.first { $0.labels.name == "g" })
    #expect(!mover.isCounter)
    #expect((mover.now, mover.before) == (40, 10))
  }

  @Test func countersAreComparedByTheirRateAcrossARestart() throws {
    let all = try movers { second in
      let count = second <= 300 ? second * 2 : 600 + (second - 300) * 10
      return "# TYPE c_total counter\nc_total \(second > 450 ? count - 2100 : count)\n"
    }
    let mover = try #require(all.first { $0.labels.name == "c_total" })
    #expect(mover.isCounter)
    #expect(abs((mover.before ?? 0) - 2) < 0.05)
    #expect(abs((mover.now ?? 0) - 10) < 0.5)
  }

  @Test func whatMovedMostBeyondItsNoiseComesFirst() throws {
    let all = try movers { second in
      let noise = (second / 5) % 2 == 0 ? 50 : 150
      return """
        # TYPE noisy gauge
        noisy \(noise + (second <= 300 ? 0 : 20))
        # TYPE calm gauge
        calm \(second <= 300 ? 100 : 150)
        # TYPE mostly_none gauge
        mostly_none \((second / 5) % (second <= 300 ? 3 : 2) == 0 ? 2 : 0)
        # TYPE same gauge
        same 7
        # TYPE doubled_total counter
        doubled_total \(second <= 300 ? second * 100 : 30_000 + (second - 300) * 900)

        """
    }
    let names = all.map(\.labels.name).filter { !$0.hasPrefix("scrape_") }
    #expect(names.prefix(2) == ["doubled_total", "calm"])
    #expect(!names.contains("same"))
    #expect(names.suffix(2).sorted() == ["mostly_none", "noisy"])
  }

  @Test func whatRoseWithManyEventsComesBeforeTheFewThatCeased() throws {
    let all = try movers { second in
      let since = max(0, second - 300)
      return """
        # TYPE ceased_total counter
        ceased_total \(min(second, 300) * 37 / 100)
        # TYPE failed_total counter
        failed_total \(min(second, 300) / 2 + since * 3)
        # TYPE began_total counter
        began_total \(since * 2)

        """
    }
    let names = all.map(\.labels.name).filter { $0.hasSuffix("_total") }
    #expect(names == ["began_total", "failed_total", "ceased_total"])
  }

  @Test func aCountThatMovesAsACounterOfTheSameLabelsIsItsTwin() throws {
    let store = try store { second in
      let count = second <= 300 ? second : 300 + (second - 300) * 9
      return """
        # TYPE requests_total counter
        requests_total{path="/a"} \(count)
        requests_total{path="/b"} \(count * 2)
        # TYPE seconds summary
        seconds_count{path="/a"} \(count)
        seconds_count{path="/b"} \(second <= 300 ? second : 300 + (second - 300) * 4)

        """
    }
    func told(_ withTwins: Bool) -> Set<String> {
      let all = store.movers(at: Timestamp(seconds: 600), window: 300, withTwins: withTwins)
      return Set(all.compactMap { one in one.labels["path"].map { one.labels.name + $0 } })
    }
    #expect(told(true).subtracting(told(false)) == ["seconds_count/a"])
  }

  @Test(arguments: [
    ("# TYPE im_active_total gauge", "im_active_total", false),
    ("# TYPE seen counter", "seen", true), ("", "untyped_total", true),
    ("", "untyped", false),
  ])
  func typeNameAndBehaviourSayWhatCounts(_ type: String, _ name: String, _ isCounter: Bool) throws {
    let all = try movers { "\(type)\n\(name) \($0 <= 300 ? $0 : $0 * 4)\n" }
    #expect(try #require(all.first { $0.labels.name == name }).isCounter == isCounter)
  }

  @Test func aGaugeWithACountersNameThatFallsIsAGauge() throws {
    let all = try movers { "ws_active_total \($0 <= 300 ? 500 + $0 % 10 : 200 + $0 % 10)\n" }
    let mover = try #require(all.first { $0.labels.name == "ws_active_total" })
    #expect(!mover.isCounter)
  }

  @Test func aSeriesThatAppearsOrGoesIsAMover() throws {
    let all = try movers { second in
      "steady 1\n" + (second > 300 ? "# TYPE new gauge\nnew 5\n" : "# TYPE old gauge\nold 5\n")
    }
    let new = try #require(all.first { $0.labels.name == "new" })
    #expect(new.before == nil && new.now == 5)
    let old = try #require(all.first { $0.labels.name == "old" })
    #expect(old.before == 5 && old.now == nil)
  }

  @Test func withoutAWindowBeforeNothingMoves() throws {
    let store = try store { "g \($0)\n" }
    #expect(store.movers(at: Timestamp(seconds: 600), window: 700).isEmpty)
  }

  @Test func theBucketsOfAHistogramAreOneMover() throws {
    let all = try movers { second in
      let slow = second <= 300 ? 0 : (second - 300) * 3
      let text = [("0.1", second * 9), ("1", second * 10), ("+Inf", second * 10 + slow)].map {
        "h_seconds_bucket{path=\"/a\",le=\"\($0.0)\"} \($0.1)\n"
      }.joined()
      return "# TYPE h_seconds histogram\n" + text
        + "h_seconds_count{path=\"/a\"} \(second * 10 + slow)\n"
    }
    let ofBuckets = all.filter {
      $0.labels.name.hasPrefix("h_seconds") && $0.labels.name != "h_seconds_count"
    }
    let mover = try #require(ofBuckets.first)
    #expect(ofBuckets.count == 1)
    #expect(mover.subject == .histogram)
    #expect(mover.labels.name == "h_seconds" && mover.labels["path"] == "/a")
    #expect(mover.labels["le"] == nil)
    // Of ten a second nine end within 0.1 and all within 1; then three of thirteen take longer.
    #expect(abs((mover.before ?? 0) - 0.55) < 1e-9)
    #expect(mover.now == 1)
  }

  @Test func aHistogramThatKeepsItsShapeIsNoMover() throws {
    let all = try movers { second in
      let pace = second <= 300 ? second : 300 + (second - 300) * 4
      return "# TYPE h histogram\nh_bucket{le=\"1\"} \(pace)\nh_bucket{le=\"+Inf\"} \(pace * 2)\n"
    }
    #expect(!all.contains { $0.labels.name.hasPrefix("h") })
  }

  @Test func theQuantilesOfASummaryAreOneMover() throws {
    let all = try movers { second in
      let level = second <= 300 ? 1.0 : 3.0
      return "# TYPE s summary\n"
        + [0.5, 0.9, 0.99].map { "s{quantile=\"\($0)\"} \(level * $0 * $0)\n" }.joined()
    }
    let ofSummary = all.filter { $0.labels.name == "s" }
    #expect(ofSummary.count == 1)
    #expect(ofSummary.first?.subject == .summary)
  }

  @Test func manyBlocksGiveTheSameAnswerAsFew() throws {
    let harness = StoreHarness()
    for second in 1...2000 {
      let count = second <= 1000 ? second * 2 : 2000 + (second - 1000) * 6
      try harness.scrape(
        Double(second),
        "# TYPE c_total counter\nc_total \(count)\n# TYPE g gauge\ng \(second <= 1000 ? 5 : 8)\n"
      )
    }
    let all = harness.store.movers(at: Timestamp(seconds: 2000), window: 1000)
    let counter = try #require(all.first { $0.labels.name == "c_total" })
    #expect(abs((counter.before ?? 0) - 2) < 0.01 && abs((counter.now ?? 0) - 6) < 0.01)
    let gauge = try #require(all.first { $0.labels.name == "g" })
    #expect((gauge.before, gauge.now) == (5, 8))
  }
}
