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
    #expect(harness.store.usage.series == 5)
  }

  @Test func aForgottenSeriesMayComeBackInItsFreedSlot() throws {
    let harness = try harness(1000, .init(retention: 300))
    try harness.scrape(1000, "other 5\n")
    try harness.scrape(1001, "other 6\ngone 9\n")
    #expect(harness.samples("other") == ["5@1000", "6@1001"])
    #expect(harness.samples("gone") == ["9@1001"])
  }

  @Test func theCapOfBytesDropsTheOldest() throws {
    let limit = 12_000
    let harness = try harness(2000, .init(bytes: limit))
    #expect(harness.store.usage.bytes <= limit)
    #expect(harness.samples("c").last == "5997@1999")
    #expect(harness.samples("c").count < 2000)
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
