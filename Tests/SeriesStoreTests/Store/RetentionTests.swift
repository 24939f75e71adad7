import MetricsModel
import Testing

@testable import SeriesStore

/// What is kept over many scrapes, sealed blocks included.
@Suite struct RetentionTests {
  private static func page(_ index: Int) -> String {
    "# TYPE c counter\nc \(index * 3)\ng \(Double(index) / 3)\n" + (index < 200 ? "gone 1\n" : "")
  }

  private func harness(
    _ scrapes: Int,
    _ limits: MetricsStore.Limits = .init()
  ) throws -> StoreHarness {
    let harness = StoreHarness(limits: limits)
    for index in 0..<scrapes { try harness.scrape(Double(index), Self.page(index)) }
    return harness
  }

  @Test func sealedAndOpenScrapesAreReadAsOne() throws {
    let harness = try harness(500)
    #expect(harness.samples("c") == (0..<500).map { "\($0 * 3)@\($0)" })
    #expect(harness.samples("c", in: 118...122) == (118...122).map { "\($0 * 3)@\($0)" })
    #expect(harness.samples("gone") == (0..<200).map { "1@\($0)" } + ["stale@200"])
  }

  @Test func whatIsOlderThanTheRetentionGoes() throws {
    let harness = try harness(1000, .init(retention: 300))
    let times = harness.samples("c").count
    #expect((300...421).contains(times))
    #expect(harness.store.metricNames().contains("gone") == false)
    #expect(harness.store.usage.series == 7)
  }

  @Test func aForgottenSeriesMayComeBackInItsFreedSlot() throws {
    let harness = try harness(1000, .init(retention: 300))
    try harness.scrape(1000, "other 5\n")
    try harness.scrape(1001, "other 6\ngone 9\n")
    #expect(harness.samples("other") == ["5@1000", "6@1001"])
    #expect(harness.samples("gone") == ["9@1001"])
  }

  @Test func theCapOfBytesDropsTheOldestAndSaysSo() throws {
    let limit = 16_000
    let harness = try harness(2000, .init(bytes: limit))
    let memory = harness.store.usage
    #expect(memory.bytes <= limit)
    #expect(memory.isCut)
    #expect(memory.begin ?? .init(seconds: 0) > Timestamp(seconds: 0))
    #expect(harness.samples("c").last == "5997@1999")
    #expect(harness.samples("c").count < 2000)
    #expect(try self.harness(100).store.usage.isCut == false)
  }

  @Test func theCapCountsSeriesAndTakesNoNewOnesBeyondIt() throws {
    let harness = StoreHarness(limits: .init(bytes: 60_000), seriesLimit: 100_000)
    let page = (0..<400).map { "a{path=\"/\($0)\"} 1\n" }.joined()
    try harness.scrape(1, page)
    let report = try harness.scrape(2, page + "b 1\n")
    #expect(report.refusedSeries == 1)
    #expect(report.memory.series == 405)
    #expect(harness.samples("a", ["path": "/7"]) == ["1@1", "1@2"])
  }

  @Test func whatIsRefusedIsForgotten() throws {
    let harness = StoreHarness(seriesLimit: 10)
    let bytes = try (0..<5).map { round in
      let page = (0..<6000).map { "a{path=\"/\(round)/\($0)\"} 1\n# HELP f\(round)_\($0) x\n" }
      return try harness.scrape(Double(round), page.joined()).memory.bytes
    }
    #expect(bytes[4] < bytes[0] * 2)
    #expect(harness.store.metadata(of: "f0_0") == nil)
  }

  @Test func openScrapesAreCompressedBeforeAnyIsForgotten() throws {
    let limit = 60_000
    let harness = StoreHarness(limits: .init(bytes: limit))
    for second in 0..<50 {
      try harness.scrape(Double(second), (0..<100).map { "a{n=\"\($0)\"} 1\n" }.joined())
    }
    #expect(harness.store.usage.bytes <= limit)
    #expect(harness.store.usage.isCut == false)
    #expect(harness.samples("a", ["n": "7"]).count == 50)
  }

  @Test func aSnapshotStaysWhatItWas() throws {
    let harness = StoreHarness()
    try harness.scrape(1, "a 1\n")
    let range = TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 9))
    let before = harness.store.series(matching: [Matcher("__name__", equals: "a")], in: range)
    try harness.scrape(2, "a 2\n")
    #expect(before.map(\.values) == [[1]])
    #expect(harness.samples("a") == ["1@1", "2@2"])
  }
}
