import MetricsModel
import Profiles
import PromQL
import SeriesScripts
import Testing

@testable import IMTop

/// A gateway that answers 60 requests a second is scraped from second 97 to second 100; its log tells of
/// them since second -500, and of seven connections of which three have ended.
@Suite struct FittedQueryTests {
  private static func series(
    _ name: String,
    _ labels: KeyValuePairs<String, String>,
    _ seconds: ClosedRange<Int64>,
    _ value: (Int64) -> Double
  ) -> Series {
    Series(
      labels: Labels(name: name, labels),
      timestamps: seconds.map { $0 * 1000 },
      values: seconds.map(value)
    )
  }

  private static let scraped = MemorySource([
    series("up", ["instance": "gw", "job": "im"], 97...100) { _ in 1 },
    series("http_requests_total", ["instance": "gw", "job": "im"], 97...100) { 60 * Double($0) },
    series("im_ws_connections", ["instance": "gw", "job": "im"], 97...100) { _ in 9 },
  ])

  private static let log = MemorySource([
    series("log_requests_total", ["source": "im.log"], -500...100) { 60 * Double($0 + 500) },
    series("log_connections_open_at_beginning", ["source": "im.log"], -500...100) { _ in 7 },
    series("log_connections_opened_total", ["source": "im.log"], -500...100) { _ in 0 },
    series("log_connections_closed_total", ["source": "im.log", "reason": "a"], -500...100) { _ in 3
    },
  ])

  private func query(
    _ text: String,
    hasLog: Bool = true,
    isLogCurrent: Bool = true,
    from: Int64 = 100
  ) throws -> FittedQuery {
    let log: any SeriesSource = hasLog ? Self.log : MemorySource()
    let end = Timestamp(seconds: 100)
    let range = TimeRange(from: Timestamp(seconds: 0), through: end)
    let recognition = Recognition(
      profiles: try Profile.builtin(),
      log: try Profile.log(),
      source: Self.scraped,
      logSource: log,
      range: range,
      logRange: range
    )
    return try FittedQuery(
      try PromQL.parse(text),
      recognition,
      over: CombinedSource([Self.scraped, log]),
      DataBegin(Self.scraped, until: end, log: hasLog ? Timestamp(seconds: -500) : nil),
      from * 1000...100_000,
      isLogCurrent: isLogCurrent
    )
  }

  private func value(_ query: FittedQuery) throws -> Double? {
    var annotations: [Annotation] = []
    return try query.instant(annotations: &annotations).samples.first?.value
  }

  @Test func aTypedWindowIsCutToWhatWasScrapedAndThatIsTold() throws {
    let query = try query("sum(rate(http_requests_total[1m]))")
    let rate = try #require(try value(query))
    #expect(abs(rate - 60) < 0.1)
    #expect(query.remarks.map(\.level) == [.warning])
    #expect(
      query.remarks.first?.advice
        == "the window of http_requests_total[1m] begins before the first scrape, 3s ago, and is cut to "
        + "what there is; --collect 1m waits for it"
    )
  }

  @Test func windowsThatAreFullAreLeftAlone() throws {
    #expect(try query("rate(http_requests_total[3s])").remarks.isEmpty)
    #expect(try query("rate(log_requests_total[5m])").remarks.isEmpty)
    #expect(try query("http_requests_total").remarks.isEmpty)
  }

  @Test func aTimeBeforeTheFirstScrapeIsTold() throws {
    let remarks = try query("http_requests_total offset 5m").remarks.map(\.advice)
    #expect(
      remarks == [
        "http_requests_total offset 5m looks at a time before the first scrape, 3s ago, where there is "
          + "nothing; --collect 5m waits for it"
      ]
    )
    let ofLog = try #require(try query("rate(log_requests_total[1h])").remarks.first)
    #expect(ofLog.wait == nil)
    #expect(ofLog.text.contains("the first record, 10m ago"))
  }

  @Test func aNameIsToldByTheLogUntilEnoughHasBeenScraped() throws {
    let query = try query("sum(imtop:requests)")
    #expect(abs((try value(query) ?? 0) - 60) < 0.1)
    #expect(query.expression.metricNames == ["log_requests_total"])
    #expect(query.remarks.map(\.level) == [.info])
  }

  @Test(arguments: [(true, false), (false, true)])
  func aNameIsOverWhatWasScrapedWhereNoCurrentLogTellsIt(_ hasLog: Bool, _ isCurrent: Bool) throws {
    let query = try query("sum(imtop:requests)", hasLog: hasLog, isLogCurrent: isCurrent)
    let rate = try #require(try value(query))
    #expect(abs(rate - 60) < 0.1)
    #expect(query.expression.metricNames == ["http_requests_total"])
    #expect(query.remarks.first?.text.contains("is over what has been scraped") == true)
  }

  @Test func aLevelComesFromTheScrapesAndItsPastFromTheLogMovedToMeetThem() throws {
    #expect(try query("imtop:connections").expression.metricNames == ["im_ws_connections"])
    #expect(try query("imtop:connections").remarks.isEmpty)
    for text in ["imtop:connections offset 5m", "avg_over_time(imtop:connections[4s] offset 1m)"] {
      let query = try query(text)
      #expect(try value(query) == 9, "\(text)")
      #expect(query.remarks.first?.text.contains("moved to meet the first scrape") == true)
    }
    // Which part of the difference belongs to some of the connections nobody knows.
    #expect(try value(try query("imtop:connections{source=\"im.log\"} offset 5m")) == 4)
  }

  @Test func alongARangeEveryStepHasTheWindowThatThereIs() throws {
    var annotations: [Annotation] = []
    let series = try query("sum(rate(http_requests_total[1m]))", from: 90)
      .series(step: 1000, annotations: &annotations)
    #expect(series.map(\.timestamps) == [[98_000, 99_000, 100_000]])
    #expect(series[0].values.allSatisfy { abs($0 - 60) < 0.1 })
  }

  @Test func whatAComparisonDropsWithTheWholeRateIsGone() throws {
    var annotations: [Annotation] = []
    let series = try query("rate(http_requests_total[1m]) < 30", from: 90)
      .series(step: 1000, annotations: &annotations)
    #expect(series.isEmpty)
  }

  /// At second 110 the last scrape is ten seconds old: no window of thirteen seconds is a rate of three.
  @Test func aCutWindowEndsAtTheLastScrape() throws {
    let end = Timestamp(seconds: 110)
    let query = try FittedQuery(
      try PromQL.parse("rate(http_requests_total[1m])"),
      nil,
      over: Self.scraped,
      DataBegin(Self.scraped, until: end, log: nil),
      110_000...110_000,
      isLogCurrent: false
    )
    var annotations: [Annotation] = []
    let sample = try #require(try query.instant(annotations: &annotations).samples.first)
    #expect(abs(sample.value - 60) < 0.1)
    #expect(sample.timestamp == end)
  }
}
