import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct LogSeriesTests {
  private func series(
    _ fixture: StoreFixture,
    _ name: String,
    _ labels: [String: String] = [:],
    from: Double = -10,
    through: Double = 60,
    logNow: Timestamp? = nil
  ) -> [Series] {
    let matchers =
      [Matcher(Labels.metricName, equals: name)] + labels.map { Matcher($0.key, equals: $0.value) }
    return fixture.store.series(logNow: logNow).series(
      matching: matchers,
      in: TimeRange(from: time(from), through: time(through))
    )
  }

  @Test func countersStandAtZeroInTheFirstSecond() throws {
    let fixture = StoreFixture()
    fixture.append(access(0, "/a", 200) + access(0, "/a", 200) + access(2, "/a", 500))
    let found = try #require(series(fixture, "log_requests_total", ["status": "200"]).first)
    #expect(found.timestamps.map { ($0 - beginning.milliseconds) / 1_000 } == [0, 1, 2, 3])
    #expect(found.values == [0, 2, 2, 2])
    let errors = try #require(series(fixture, "log_requests_total", ["status": "500"]).first)
    #expect(errors.values == [0, 0, 0, 1])
  }

  @Test func theNewestSamplesAreTheLastOnes() throws {
    let fixture = StoreFixture()
    fixture.append(access(0, "/a", 200) + access(1, "/b", 200) + access(2, "/a", 500))
    let source = fixture.store.series(logNow: nil)
    for second in [-1.0, 0, 1, 30] {
      let range = TimeRange(from: time(-60), through: time(second))
      let all = source.series(matching: [], in: range)
      let newest = source.newest(matching: [], in: range).all
      #expect(newest.map(\.labels) == all.map(\.labels))
      #expect(newest.map(\.values) == all.map { $0.values.suffix(1) })
      #expect(newest.map(\.timestamps) == all.map { $0.timestamps.suffix(1) })
    }
  }

  @Test func aLatencyAtABoundBelongsBelowIt() throws {
    let fixture = StoreFixture()
    for milliseconds in [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000] {
      fixture.append(
        #"{"time":"2026-11-23T06:38:00Z","path":"/a","status":200,"latency":\#(milliseconds)}"#
          + "\n"
      )
    }
    let buckets = fixture.store.series(logNow: nil).series(
      matching: [Matcher(Labels.metricName, equals: "log_request_duration_seconds_bucket")],
      in: TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 1_900_000_000))
    )
    #expect(buckets.compactMap(\.values.last) == (1...11).map(Double.init) + [11])
    #expect(buckets.compactMap { $0.labels["le"] }.prefix(3) == ["0.005", "0.01", "0.025"])
  }

  @Test func everyLevelExistsFromTheBeginning() {
    let fixture = StoreFixture()
    fixture.append(access(0, "/a", 200))
    let levels = series(fixture, "log_lines_total")
    #expect(Set(levels.compactMap { $0.labels["level"] }) == Set(Level.allCases.map(\.name)))
    #expect(levels.first { $0.labels["level"] == "fatal" }?.values == [0, 0])
    #expect(levels.allSatisfy { $0.labels["source"] == "im.log" })
  }

  @Test func aQuietLogGrowsByNothingWhileTheClockGoesOn() throws {
    let fixture = StoreFixture()
    fixture.append(access(0, "/a", 200))
    let found = try #require(
      series(fixture, "log_lines_total", ["level": "info"], logNow: time(4.5)).first
    )
    #expect(found.values == [0, 1, 1, 1, 1])
    #expect(series(fixture, "log_lines_total", from: 10, through: 20, logNow: time(4)).isEmpty)
  }

  @Test func aRangeBeginsWithWhatWasCountedBefore() throws {
    let fixture = StoreFixture()
    for second in 0..<40 { fixture.append(access(second, "/a", 200)) }
    let found = try #require(
      series(fixture, "log_lines_total", ["level": "info"], from: 9.5, through: 12.2).first
    )
    #expect(found.timestamps.map { ($0 - beginning.milliseconds) / 1_000 } == [10, 11, 12])
    #expect(found.values == [10, 11, 12])
  }

  @Test func webSocketsStayOutOfTheLatencies() throws {
    let fixture = StoreFixture()
    fixture.append(access(0, "/a", 200, latency: 7) + access(0, "/a", 200, latency: 300))
    fixture.append(access(0, "/ws/connect", 101, latency: 90_000))
    let buckets = series(fixture, "log_request_duration_seconds_bucket")
    func last(_ bound: String) -> Double? {
      buckets.first { $0.labels["le"] == bound }?.values.last
    }
    #expect(last("0.005") == 0)
    #expect(last("0.01") == 1)
    #expect(last("0.25") == 1)
    #expect(last("0.5") == 2)
    #expect(last("+Inf") == 2)
    #expect(series(fixture, "log_request_duration_seconds_count").first?.values.last == 2)
    let sum = try #require(series(fixture, "log_request_duration_seconds_sum").first?.values.last)
    #expect(abs(sum - 0.307) < 1e-6)
  }

  @Test func connectionsAreCountedByTheirEnds() {
    let fixture = StoreFixture()
    fixture.append(
      connection(0, "open", "a") + connection(0, "open", "b") + connection(1, "open", "c")
    )
    fixture.append(connection(5, "close", "a", reason: "normal"))
    fixture.append(connection(40, "close", "b", reason: "normal"))
    fixture.append(connection(41, "heartbeat_timeout", "c", reason: "heartbeat timeout"))
    func last(_ name: String, _ labels: [String: String] = [:]) -> Double? {
      series(fixture, name, labels).first?.values.last
    }
    #expect(last("log_connections_opened_total") == 3)
    #expect(last("log_connections_closed_total", ["reason": "normal"]) == 2)
    #expect(last("log_connections_short_total") == 1)
    #expect(last("log_heartbeat_timeouts_total") == 1)
    #expect(last("log_connections_closed_abnormally_total") == 1)
  }

  @Test func connectionsOlderThanTheLogAreKnownByTheirEnds() {
    let fixture = StoreFixture()
    fixture.append(access(100, "/a", 200) + connection(101, "open", "a"))
    fixture.append(connection(120, "close", "old", reason: "normal", life: 90))
    fixture.append(connection(130, "close", "a", reason: "normal"))
    let name = "log_connections_open_at_beginning"
    #expect(series(fixture, name, through: 200).first?.values.last == 1)
    fixture.append(connection(140, "close", "older", reason: "normal", life: 900))
    #expect(series(fixture, name, through: 200).first?.values.first == 2)
  }

  @Test func pathsBeyondTheBoundAreOther() {
    let fixture = StoreFixture()
    var text = ""
    for index in 0..<LogCounts.pathBound + 30 { text += access(0, "/p\(index)", 200) }
    fixture.append(text)
    let found = series(fixture, "log_requests_total")
    #expect(found.count == LogCounts.pathBound + 1)
    #expect(found.first { $0.labels["path"] == "other" }?.values.last == 30)
  }

  @Test func aRowSaysThatItsPathCountsAsOther() throws {
    let fixture = StoreFixture()
    var text = ""
    for index in 0..<LogCounts.pathBound + 2 { text += access(0, "/p\(index)", 200) }
    fixture.append(text)
    var request = LogRequest()
    request.tableRows = LogCounts.pathBound + 2
    var analysis = LogAnalysis()
    let report = analysis.report(for: request, over: fixture.store.snapshot(), logNow: time(1)) {
      false
    }
    let others = try #require(report).paths.filter(\.countsAsOther).map(\.key).sorted()
    #expect(others == ["/p\(LogCounts.pathBound)", "/p\(LogCounts.pathBound + 1)"])
  }

  @Test func errorsInARowAreAGauge() throws {
    let fixture = StoreFixture()
    fixture.append(message(0, "error", "a") + message(0, "error", "b") + message(1, "info", "c"))
    let found = try #require(series(fixture, "log_errors_in_a_row").first)
    #expect(found.values == [0, 2, 2])
    fixture.append(message(5, "info", "d"))
    #expect(series(fixture, "log_errors_in_a_row").first?.values == [0, 2, 2, 0, 0, 0, 0])
  }

  @Test func namesAreThoseOfTheSeries() {
    let fixture = StoreFixture()
    fixture.append(access(0, "/a", 200) + connection(0, "open", "a") + connection(1, "close", "a"))
    let source = fixture.store.series(logNow: nil)
    let all = source.series(matching: [], in: TimeRange(from: time(0), through: time(9)))
    #expect(Set(all.map(\.labels.name)) == Set(source.metricNames()))
  }

  @Test func aLogWithoutRequestsAndConnectionsOffersNone() {
    let fixture = StoreFixture()
    fixture.append(message(0, "info", "a"))
    #expect(
      Set(fixture.store.series(logNow: nil).metricNames()) == [
        "log_lines_total", "log_errors_in_a_row",
      ]
    )
    fixture.append(connection(1, "open", "a"))
    #expect(
      fixture.store.series(logNow: nil).metricNames().contains("log_connections_closed_total")
    )
    #expect(series(fixture, "log_connections_closed_total").map(\.values.last) == [0])
  }

  @Test func anUnboundedRangeIsAnswered() {
    let fixture = StoreFixture()
    fixture.append(
      #"{"time":"1970-01-01T00:00:01Z","level":"info","msg":"x"}"# + "\n" + access(0, "/a", 200)
    )
    let range = TimeRange(
      from: Timestamp(milliseconds: .min),
      through: Timestamp(milliseconds: .max)
    )
    let all = fixture.store.series(logNow: nil).series(
      matching: [
        Matcher(Labels.metricName, equals: "log_lines_total"), Matcher("level", equals: "info"),
      ],
      in: range
    )
    #expect(all.first?.values.last == 2)
  }
}
