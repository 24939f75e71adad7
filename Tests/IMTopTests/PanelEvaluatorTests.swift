import Charts
import Dashboard
import LogModel
import MetricsModel
import Profiles
import PromQL
import Testing

@testable import IMTop

@Suite struct PanelEvaluatorTests {
  /// Series with a value at every second.
  private struct Seconds: SeriesSource {
    var series: [Series] = []

    mutating func add(
      _ name: String,
      _ labels: [String: String],
      _ values: ClosedRange<Int64>,
      _ value: (Int64) -> Double
    ) {
      var pairs = labels.map { Labels.Pair($0.key, $0.value) }
      pairs.append(Labels.Pair(Labels.metricName, name))
      series.append(
        Series(
          labels: Labels(pairs),
          timestamps: values.map { $0 * 1_000 },
          values: values.map(value)
        )
      )
    }

    func series(matching matchers: [Matcher], in range: TimeRange) -> [Series] {
      series.compactMap { one in
        guard matchers.allSatisfy({ $0.matches(one.labels) }) else { return nil }
        let kept = one.timestamps.indices.filter {
          range.contains(Timestamp(milliseconds: one.timestamps[$0]))
        }
        guard !kept.isEmpty else { return nil }
        return Series(
          labels: one.labels,
          timestamps: kept.map { one.timestamps[$0] },
          values: kept.map { one.values[$0] }
        )
      }
    }

    func metricNames() -> [String] { Array(Set(series.map(\.labels.name))) }
  }

  /// A log that reaches from second -100 to 100: two connections a second come, one goes.
  private var log: Seconds {
    var log = Seconds()
    let source = ["source": "im.log"]
    log.add("log_connections_opened_total", source, -100...100) { Double(2 * ($0 + 100)) }
    log.add("log_connections_closed_total", ["source": "im.log", "reason": "normal"], -100...100) {
      Double($0 + 100)
    }
    log.add("log_connections_open_at_beginning", source, -100...100) { _ in 7 }
    log.add("log_heartbeat_timeouts_total", source, -100...100) { Double(3 * ($0 + 100)) }
    return log
  }

  /// Scrapes from second 80 on.
  private var scraped: Seconds {
    var scraped = Seconds()
    let instance = ["instance": "gw-1"]
    scraped.add("im_ws_connections", instance, 8 - 100...100) { Double(300 + $0) }
    scraped.add("im_heartbeat_timeouts_total", instance, 8 - 100...100) { Double(3 * ($0 + 100)) }
    return scraped
  }

  private func values(
    scraped: Seconds,
    log: Seconds,
    _ panel: PanelDefinition,
    firstScrape: Double?,
    filter: Filter = .all,
    filteredLog: Seconds? = nil,
    end: Double? = nil
  ) throws -> PanelValues {
    let now = Timestamp(seconds: 100)
    let range = TimeRange(from: Timestamp(seconds: -100), through: now)
    let inputs = PanelInputs(
      now: now,
      scraped: scraped,
      log: log,
      filteredLog: filteredLog ?? log,
      filter: filter,
      recognition: Recognition(
        profiles: try Profile.builtin(),
        log: try Profile.log(),
        source: scraped,
        logSource: log,
        range: range,
        logRange: range
      ),
      recognitionVersion: 1,
      pastVersion: 1,
      filteredVersion: 1,
      firstScrape: firstScrape.map(Timestamp.init(seconds:)),
      logBegin: log.series.first?.timestamps.first.map(Timestamp.init(milliseconds:))
    )
    var evaluator = PanelEvaluator(definitions: [panel])
    let request = PanelRequest(
      windowSeconds: 50,
      windowEnd: end.map(Timestamp.init(seconds:)),
      steps: 50,
      filter: filter
    )
    let report = evaluator.report(for: request, inputs: inputs, isCancelled: { false })
    return try #require(report?.panels.first)
  }

  @Test func aGaugesPastMeetsItsFirstScrape() throws {
    let panel = try values(
      scraped: scraped,
      log: log,
      StandardPanels.connections,
      firstScrape: 80
    )
    // Steps end at seconds 51 to 100; before second 80 the log tells the slope, one a second.
    #expect(panel.values.count == 50)
    #expect(panel.values.first == 351)
    #expect(panel.values[28] == 379)
    #expect(panel.values[29] == 380)
    #expect(panel.values.last == 400)
    #expect(panel.current == 400)
  }

  @Test func targetsThatDoNotAnswerAreCounted() throws {
    var scraped = Seconds()
    for (instance, isUp) in [("gw-1", true), ("gw-2", false), ("gw-3", true)] {
      let labels = ["instance": instance]
      scraped.add("up", labels, -100...100) { $0 > 90 && !isUp ? 0 : 1 }
      scraped.add("im_ws_connections", labels, -100...(isUp ? 100 : 90)) { _ in 10 }
    }
    // A target that has never offered the number is no part of it.
    scraped.add("up", ["instance": "proxy"], -100...100) { _ in 0 }
    let panel = try values(
      scraped: scraped,
      log: Seconds(),
      StandardPanels.connections,
      firstScrape: -100
    )
    #expect(panel.coverage == TargetCoverage(answering: 2, offering: 3))
    let before = try values(
      scraped: scraped,
      log: Seconds(),
      StandardPanels.connections,
      firstScrape: -100,
      end: 80
    )
    #expect(before.coverage == nil)
  }

  @Test func withoutAGaugeTheLogCountsFromWhatWasOpenAtItsBeginning() throws {
    let panel = try values(
      scraped: Seconds(),
      log: log,
      StandardPanels.connections,
      firstScrape: nil
    )
    #expect(panel.current == 207)
    #expect(panel.values.first == 158)
    #expect(panel.origin == "log")
  }

  @Test(arguments: ["imtop_log_lines_skipped", "imtop_log_lines_lost_total"])
  func whereLinesWereSkippedAChartOfTheLogHasAGap(metric: String) throws {
    func heartbeats(_ skipped: @escaping (Int64) -> Double) throws -> PanelValues {
      var own = Seconds()
      own.add(metric, ["source": "im.log"], -100...100, skipped)
      return try values(
        scraped: own,
        log: log,
        StandardPanels.heartbeatTimeouts,
        firstScrape: nil
      )
    }
    let whole = try heartbeats { _ in 0 }
    #expect(whole.origin == "log" && !whole.lacksLines)
    #expect(whole.values.allSatisfy { $0 != nil })
    let skipping = try heartbeats { $0 < 70 ? 0 : 500 }
    // Steps end at seconds 51 to 100; the lines were written in the five seconds before second 70.
    #expect(skipping.lacksLines && skipping.values[13] != nil)
    #expect(skipping.values[14...20].allSatisfy { $0 == nil })
    let read = try heartbeats { (70..<90).contains($0) ? 500 : 0 }
    #expect(read.lacksLines == (metric == SkippedTimes.lost))
  }

  @Test func aRatesPastIsThatOfTheLogAsItIs() throws {
    let panel = try values(
      scraped: scraped,
      log: log,
      StandardPanels.heartbeatTimeouts,
      firstScrape: 80
    )
    #expect(panel.values.allSatisfy { abs(($0 ?? 0) - 3) < 1e-9 })
  }

  /// Targets of a long interval are scraped in growing steps at first.
  @Test func aRateIsThatOfTheScrapesHoweverLongTheLastIsAgo() throws {
    let scrapes: [Int64] = [52, 53, 58, 68, 88]
    var scraped = Seconds()
    for (name, value) in [("up", { _ in 1 }), ("im_heartbeat_timeouts_total", { 11 * Double($0) })]
      as [(String, (Int64) -> Double)]
    {
      scraped.series.append(
        Series(
          labels: Labels([
            Labels.Pair(Labels.metricName, name), Labels.Pair("instance", "gw-1"),
          ]),
          timestamps: scrapes.map { $0 * 1_000 },
          values: scrapes.map(value)
        )
      )
    }
    let panel = try values(
      scraped: scraped,
      log: Seconds(),
      StandardPanels.heartbeatTimeouts,
      firstScrape: 52
    )
    #expect(abs(try #require(panel.current) - 11) < 0.01)
    // Steps end at seconds 51 to 100, the second scrape was at 53.
    #expect(panel.values[2...].allSatisfy { abs(($0 ?? 0) - 11) < 0.01 })
  }

  @Test func aPauseBeforeTheFirstScrapeHasTheNumbersOfTheLog() throws {
    let panel = try values(
      scraped: scraped,
      log: log,
      StandardPanels.connections,
      firstScrape: 80,
      end: 70
    )
    #expect(panel.current == 370)
    #expect(panel.companions == [2, 1])
  }

  @Test func aFilteredPanelHasAPastToo() throws {
    var scraped = Seconds()
    var log = Seconds()
    for (status, rate) in [("200", 9.0), ("500", 1.0)] {
      scraped.add("http_requests_total", ["path": "/ws", "status": status], 80...100) {
        rate * Double($0)
      }
      log.add(
        "log_requests_total",
        ["source": "im.log", "path": "/ws", "status": status],
        -100...100
      ) {
        rate * Double($0 + 100)
      }
    }
    let panel = try values(
      scraped: scraped,
      log: log,
      StandardPanels.serverErrors,
      firstScrape: 80,
      filter: .field("path", .equals("/ws")),
      filteredLog: log
    )
    #expect(panel.origin == "scrape")
    #expect(panel.values.allSatisfy { abs(($0 ?? 0) - 0.1) < 1e-9 })
  }

  @Test func aFilterThatNoRecordPassesGivesZero() throws {
    var none = Seconds()
    for name in ["opened_total", "closed_total", "open_at_beginning"] {
      none.add("log_connections_\(name)", ["source": "im.log"], -100...100) { _ in 0 }
    }
    let panel = try values(
      scraped: scraped,
      log: log,
      StandardPanels.connections,
      firstScrape: 80,
      filter: .field("client_ip", .equals("10.0.0.1")),
      filteredLog: none
    )
    #expect(panel.current == 0)
    #expect(panel.origin == "log")
  }

  @Test func whileNoTargetAnswersThereIsAGapAndNoNumber() throws {
    var scraped = scraped
    scraped.add("up", ["instance": "gw-1"], 80...100) { $0 > 90 ? 0 : 1 }
    let panel = try values(
      scraped: scraped,
      log: Seconds(),
      StandardPanels.heartbeatTimeouts,
      firstScrape: 80
    )
    #expect(panel.current == nil)
    #expect(panel.values.suffix(10).allSatisfy { $0 == nil })
    #expect(panel.values[39] != nil)
  }

  @Test func aYoungLogsRatesAreThoseOfItsLife() throws {
    var young = Seconds()
    young.add("log_heartbeat_timeouts_total", ["source": "-"], 90...100) { Double(5 * ($0 - 90)) }
    young.add("log_connections_opened_total", ["source": "-"], 90...100) { _ in 0 }
    let panel = try values(
      scraped: Seconds(),
      log: young,
      StandardPanels.heartbeatTimeouts,
      firstScrape: nil
    )
    #expect(abs(try #require(panel.current) - 5) < 0.01)
  }

  @Test func aTargetJustScrapedHasItsNumberInTheChart() throws {
    var fresh = Seconds()
    fresh.add("im_ws_connections", ["instance": "gw-1"], 99...100) { _ in 123 }
    let panel = try values(
      scraped: fresh,
      log: Seconds(),
      StandardPanels.connections,
      firstScrape: 99
    )
    #expect(panel.values.last == 123)
  }

  @Test func connectionsAreUnfilteredUnderAFilterThatOnlyRequestsCanPass() throws {
    var none = Seconds()
    for name in ["opened_total", "closed_total", "open_at_beginning"] {
      none.add("log_connections_\(name)", ["source": "im.log"], -100...100) { _ in 0 }
    }
    let panel = try values(
      scraped: scraped,
      log: log,
      StandardPanels.connections,
      firstScrape: 80,
      filter: .field("path", .equals("/ws")),
      filteredLog: none
    )
    #expect(!panel.followsFilter)
    #expect(panel.current == 400)
    #expect(panel.values.first == 351)
  }

  @Test func aShareOfNothingIsEmptyAndDoesNotWait() throws {
    var scraped = Seconds()
    scraped.add("http_requests_total", ["path": "/", "status": "200"], 0...100) { _ in 7 }
    scraped.add("up", [:], 0...100) { _ in 1 }
    let panel = try values(
      scraped: scraped,
      log: Seconds(),
      StandardPanels.serverErrors,
      firstScrape: 0
    )
    #expect(panel.absence == .empty)
    #expect(panel.definition.nothing == "no request in 1m")
  }

  @Test func numbersOfATargetThatIsDownAreStale() throws {
    var scraped = scraped
    scraped.add("up", [:], 0...100) { $0 < 98 ? 1 : 0 }
    let panel = try values(
      scraped: scraped,
      log: Seconds(),
      StandardPanels.connections,
      firstScrape: 8 - 100
    )
    #expect(panel.absence == .stale)
    #expect(panel.values.suffix(4) == [397, nil, nil, nil])
  }

  @Test(arguments: [
    (900.0, 66, 15_000, 60), (300, 66, 5_000, 60), (50, 50, 1_000, 50), (62, 10, 10_000, 7),
  ])
  func stepsCoverTheWindowAndNoMore(window: Double, wanted: Int, step: Int64, count: Int) {
    #expect(PanelEvaluator.step(window: window, steps: wanted) == step)
    #expect(PanelEvaluator.count(step: step, window: window) == count)
  }

  @Test func aPanelThatNothingOffersSaysSo() throws {
    let panel = try values(
      scraped: Seconds(),
      log: Seconds(),
      StandardPanels.serverErrors,
      firstScrape: nil
    )
    #expect(panel.absence == .notOffered)
    #expect(panel.current == nil)
  }

  /// Three routes, of which one is slow to come.
  private var routes: Seconds {
    var scraped = Seconds()
    for (index, path) in ["/a", "/b"].enumerated() {
      scraped.add("hits_total", ["path": path, "instance": "gw-1"], 0...100) {
        Double($0) * Double(index + 1)
      }
    }
    scraped.add("load", ["path": "/a"], 0...100) { _ in 3 }
    return scraped
  }

  private func split(
    _ queries: [PanelDefinition.Query],
    falling: Bool = false
  ) throws -> PanelValues {
    try values(
      scraped: routes,
      log: Seconds(),
      PanelDefinition(
        id: "p",
        title: "Panel",
        expression: queries[0].expression,
        queries: queries,
        unit: .perSecond,
        risingIsBad: !falling
      ),
      firstScrape: 0
    )
  }

  @Test func seriesEachByThemselvesComeWorstFirst() throws {
    let query = PanelDefinition.Query(
      "sum by (path) (rate(hits_total[10s]))",
      legend: "to {{path}}"
    )
    let panel = try split([query])
    #expect(panel.lines.map(\.name) == ["to /b", "to /a"])
    #expect(panel.lines.map(\.current) == [2, 1])
    #expect(panel.lines[0].values.count == 50 && panel.lines[0].values.allSatisfy { $0 == 2 })
    #expect(panel.current == 2)
    #expect(panel.absence == .none)
    #expect(try split([query], falling: true).lines.map(\.name) == ["to /a", "to /b"])
  }

  @Test func severalQueriesAreToldByTheirLegends() throws {
    let panel = try split([
      .init("sum(rate(hits_total[10s]))", legend: "hits"), .init("load", legend: "load {{path}}"),
    ])
    #expect(panel.lines.map(\.name) == ["hits", "load /a"])
    #expect(panel.furtherQueries == ["load"])
  }

  @Test func withoutALegendTheLabelsThatDifferTell() throws {
    let panel = try split([.init("rate(hits_total[10s])")])
    #expect(panel.lines.map(\.name) == ["/b", "/a"])
  }

  @Test func aSeriesOfWhichTheLegendSaysNothingIsNotNameless() throws {
    #expect(try split([.init("load", legend: "{{absent}}")]).lines.map(\.name) == ["no absent"])
  }

  @Test func aMetricThatNoTargetHasIsNamed() throws {
    func absence(_ expression: String) throws -> PanelValues.Absence {
      let panel = PanelDefinition(id: "a", title: "A", expression: expression, unit: .short)
      return try values(scraped: routes, log: Seconds(), panel, firstScrape: 95).absence
    }
    #expect(try absence("sum(rate(absent_total[1m]))") == .missing(["absent_total"]))
    #expect(try absence("sum(load) / sum(absent)") == .missing(["absent"]))
    #expect(try absence("sum(absent) or sum(load > 5)") == .waiting)
    #expect(try absence("sum(load > 5)") == .waiting)
    #expect(try split([.init("rate(absent_total[1m])")]).absence == .missing(["absent_total"]))
  }

  /// Right after the first scrape, too, when a rate would wait for the second.
  @Test(arguments: [
    ("sum(load - load) / sum(load - load)", "its value is no number (NaN), as that of 0 / 0"),
    ("hits_total + on () hits_total", "found duplicate series"),
  ])
  func whyAPanelHasNoNumberIsTold(_ expression: String, _ reason: String) throws {
    for queries in [[], [PanelDefinition.Query(expression)]] {
      let panel = PanelDefinition(
        id: "a",
        title: "A",
        expression: expression,
        queries: queries,
        unit: .short
      )
      let absence = try values(scraped: routes, log: Seconds(), panel, firstScrape: 95).absence
      guard case .broken(let told) = absence else {
        Issue.record("\(absence)")
        continue
      }
      #expect(told.hasPrefix(reason), "\(told)")
    }
  }

  @Test func severalSeriesHaveThePastThatTheLogTells() throws {
    let panel = PanelDefinition(
      id: "p",
      title: "P",
      expression: "imtop:heartbeat_timeouts",
      queries: [.init("imtop:heartbeat_timeouts")],
      unit: .perSecond
    )
    var late = Seconds()
    late.add("im_heartbeat_timeouts_total", ["instance": "gw-1"], 80...100) {
      Double(3 * ($0 + 100))
    }
    let shown = try values(scraped: late, log: log, panel, firstScrape: 80)
    #expect(shown.lines.map(\.name).sorted() == ["instance=gw-1", "source=im.log"])
    let past = try #require(shown.lines.first { $0.name == "source=im.log" })
    // Steps end at seconds 51 to 100; the log tells those before the first scrape.
    #expect(past.values.prefix(29).allSatisfy { $0 == 3 })
    #expect(past.values.suffix(20).allSatisfy { $0 == nil })
    #expect(past.before == 3)
    let scraped = try #require(shown.lines.first { $0.name == "instance=gw-1" })
    #expect(scraped.current == 3)
  }

  @Test func theQueryIsWhatGaveTheNumber() throws {
    let early = try values(
      scraped: scraped,
      log: log,
      StandardPanels.heartbeatTimeouts,
      firstScrape: 80
    )
    #expect(early.query.contains("log_heartbeat_timeouts_total"))
    #expect(early.valueNote == "as the log tells it, until enough has been scraped")
    let later = try values(
      scraped: scraped,
      log: log,
      StandardPanels.heartbeatTimeouts,
      firstScrape: 20
    )
    #expect(later.query.contains("im_heartbeat_timeouts_total") && later.valueNote.isEmpty)
    #expect(later.beforeQuery?.hasPrefix("avg_over_time((sum(") == true)
  }

  @Test func remarksReachThePanel() throws {
    let panel = try split([.init("rate(load[10s])")])
    #expect(panel.remarks.count == 1)
    #expect(panel.remarks.first?.contains("might not be a counter") == true)
    let sum = PanelDefinition(id: "s", title: "S", expression: "sum(rate(load[10s]))", unit: .short)
    #expect(try values(scraped: routes, log: Seconds(), sum, firstScrape: 0).remarks.count == 1)
  }

  @Test func aPanelOfABuiltInOnesNameTakesItsPlace() throws {
    let own = try Configuration(
      text: "panels: [{id: errors_5xx, title: Mine, expr: x}, {title: More, expr: y}]",
      file: "imtop.yml"
    )
    let all = PanelDefinition.all(own.panels)
    #expect(all.map(\.id).filter { $0 == "errors_5xx" }.count == 1)
    #expect(all.first { $0.id == "errors_5xx" }?.title == "Mine")
    #expect(all.last?.id == "More")
  }
}
