import LogModel
import LogStream
import MetricsModel
import PromQL
import Testing

@testable import IMTop

/// The log's counts under the label `filter`, and what is known of imtop itself.
@Suite struct LogSourceTests {
  private func values(_ text: String, _ source: any SeriesSource) throws -> [Double] {
    try Evaluator(source: source).instant(try PromQL.parse(text), at: WatchedGateway.now)
      .samples.map(\.value)
  }

  @Test func aFilterCountsWhatPassesIt() throws {
    let log = try WatchedGateway(80, 24).log
    let all = try values("sum(log_requests_total)", log)
    let failed = try values(#"sum(log_requests_total{filter="status >= 500"})"#, log)
    let byStatus = try values(#"sum(log_requests_total{status="500"})"#, log)
    #expect(failed == byStatus && failed[0] > 0 && failed[0] < all[0])
    let series = log.series(
      matching: [
        Matcher(Labels.metricName, equals: "log_lines_total"),
        Matcher("filter", equals: "level:error"), Matcher("level", equals: "error"),
      ],
      in: TimeRange(from: WatchedGateway.now, through: WatchedGateway.now)
    )
    #expect(series.map { $0.labels["filter"] } == ["level:error"])
  }

  @Test func withoutTheLabelOnlyAllRecordsAreSeen() throws {
    let log = try WatchedGateway(80, 24).log
    _ = try values(#"log_lines_total{filter="status >= 500"}"#, log)
    let all = try values("count(log_lines_total)", log)
    #expect(try values(#"count(log_lines_total{filter=""})"#, log) == all)
    #expect(try values(#"log_lines_total{filter!=""}"#, log).isEmpty)
    #expect(try values(#"log_lines_total{filter=~".+"}"#, log).isEmpty)
  }

  @Test func aFilterThatIsNotUnderstoodHasNoSeriesAndIsNamed() throws {
    let log = try WatchedGateway(80, 24).log
    let text = #"sum(log_lines_total{filter="status >"})"#
    #expect(try values(text, log).isEmpty)
    let mistakes = LogSource.mistakes(in: text)
    #expect(mistakes.count == 1 && mistakes[0].hasPrefix("the filter status > was not understood"))
    #expect(LogSource.mistakes(in: #"up{filter!="a"}"#).isEmpty)
  }

  @Test func theScreensFilterHoldsBesideAnother() throws {
    let gateway = try WatchedGateway(80, 24)
    let api = Filter.field("path", .equals("/api/v1/messages"))
    let counts = gateway.filters.counts(
      passing: api,
      over: gateway.snapshot,
      logNow: WatchedGateway.now
    )
    let narrowed = gateway.log(base: api, counts)
    #expect(try values(#"sum(log_requests_total{filter="path:/healthz"})"#, narrowed).isEmpty)
    #expect(
      try values(#"sum(log_requests_total{filter="status:*"})"#, narrowed)
        == values("sum(log_requests_total)", narrowed)
    )
  }

  @Test func latenciesHaveFineBuckets() throws {
    let log = try WatchedGateway(80, 24).log
    let metric = "log_request_latency_seconds_bucket"
    let p50 = try values(
      "histogram_quantile(0.5, sum by (le) (\(metric){filter=\"path:/api/*\"}))",
      log
    )
    // Latencies run from 0.5 to 49.5 ms.
    #expect(abs(p50[0] - 0.025) < 0.001)
    #expect(log.metricNames().contains(metric))
    #expect(try values("count(\(metric){le=\"+Inf\"})", log) == [1])
  }

  @Test func aFilterThatHoldsWhatIsPushedOutIsForgottenWhenNobodyAsks() throws {
    let store = LogStore(byteLimit: 1 << 20)
    store.announce(source: 0, name: "im.log")
    let lines = String(repeating: "{\"ts\":1795413600,\"msg\":\"a\"}\n", count: 5000)
    let filters = LogFilters()
    func append() {
      let bytes = Array(lines.utf8)
      let block = LogBlock(source: 0, storage: WatchedGateway.NoText(), offset: 0, bytes: bytes)
      store.append(block, receivedAt: WatchedGateway.now)
    }
    append()
    let early = store.snapshot()
    let filter = Filter.field("msg", .equals("a"))
    _ = filters.counts(passing: filter, over: early, logNow: WatchedGateway.now)
    for _ in 0..<20 { filters.keep(to: early) }
    #expect(filters.count == 1)
    for _ in 0..<60 where store.snapshot().agedOut == 0 { append() }
    let late = store.snapshot()
    try #require(late.agedOut > 0)
    for _ in 0..<10 { filters.keep(to: late) }
    #expect(filters.count == 0)
  }

  @Test func whatStandsStillIsStoredOnceAMinuteAndEndsWhenItIsGone() {
    var own = OwnSeries()
    var source = LogSourceStatus(name: "im.log", location: "/im.log")
    source.gaps = 2
    for second in 0..<120 {
      if second == 90 { source.gaps = 3 }
      own.note(OwnFacts(sources: [source]), at: Timestamp(seconds: Double(second)))
    }
    own.note(OwnFacts(), at: Timestamp(seconds: 120))
    let gaps = own.series(
      matching: [Matcher(Labels.metricName, equals: "imtop_log_gaps_total")],
      in: TimeRange(from: Timestamp(seconds: 0), through: Timestamp(seconds: 200))
    )
    #expect(gaps.count == 1)
    #expect(gaps.first?.timestamps == [0, 60_000, 90_000, 120_000])
    #expect(gaps.first?.values.prefix(3) == [2, 2, 3])
    #expect(gaps.first?.values.last?.isStale == true)
  }
}
