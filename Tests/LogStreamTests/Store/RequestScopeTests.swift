import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// Requests that a proxy and the gateways behind it both log.
@Suite struct RequestScopeTests {
  private static let names = ["edge.log", "gw-1.log", "gw-2.log"]

  /// An access line of nginx.
  private func edge(_ second: Int, _ path: String, _ status: Int, address: String) -> String {
    let time = clock(second).dropFirst(11).dropLast()
    return #"\#(address) - - [23/Nov/2026:\#(time) +0000] "GET \#(path) HTTP/1.1" \#(status) 3 "#
      + #""-" "okhttp/4.11.0" rt=0.004 upstream=127.0.0.1:8081"# + "\n"
  }

  /// A request a second, logged by the edge and by the gateways in turns.
  private func fill(_ fixture: StoreFixture, _ seconds: Range<Int>, everyInGateway: Int = 1) {
    for second in seconds {
      let (path, address) = ("/a/\(second % 3)", "10.0.0.\(second % 5)")
      if second % everyInGateway == 0 {
        fixture.append(access(second, path, 200, address: address), source: 1 + second % 2)
      }
      fixture.append(edge(second, path, 200, address: address))
    }
  }

  private func report(_ fixture: StoreFixture, filter: String = "", now: Double) throws -> LogReport
  {
    var analysis = LogAnalysis()
    var request = LogRequest(filter: try FilterParser.parse(filter))
    request.folded = false
    let report = analysis.report(
      for: request,
      over: fixture.store.snapshot(),
      logNow: time(now)
    )
    return try #require(report)
  }

  private func total(_ name: String, _ report: LogReport, at second: Double) -> Double {
    report.counts.series(
      matching: [Matcher(Labels.metricName, equals: name)],
      in: TimeRange(from: time(second), through: time(second))
    ).reduce(0) { $0 + ($1.values.last ?? 0) }
  }

  @Test func aRequestThatEdgeAndGatewayLogCountsOnce() throws {
    let fixture = StoreFixture(sources: Self.names)
    fill(fixture, 0..<30)
    let report = try report(fixture, now: 31)
    #expect(report.countedRole == .gateway)
    #expect(report.paths.map(\.requests).reduce(0, +) == 30)
    #expect(report.addresses.map(\.requests).reduce(0, +) == 30)
    #expect(total("log_requests_total", report, at: 31) == 30)
    #expect(total("log_request_duration_seconds_count", report, at: 31) == 30)
    #expect(total("log_lines_total", report, at: 31) == 60)
    let progress = (0..<3).map { fixture.store.progress(ofSource: $0) }
    #expect(progress.map(\.role) == [.edge, .gateway, .gateway])
    #expect(progress.map(\.counting) == [.failuresOfEdge, .all, .all])
  }

  @Test func failuresThatOnlyTheEdgeSeesCountAndAreMarked() throws {
    let fixture = StoreFixture(sources: Self.names)
    fill(fixture, 0..<30)
    fixture.append(edge(30, "/a/1", 502, address: "10.0.0.1"))
    fixture.append(edge(30, "/a/1", 504, address: "10.0.0.2"))
    fixture.append(edge(30, "/a/1", 500, address: "10.0.0.3"))
    let report = try report(fixture, now: 32)
    #expect(report.paths.map(\.requests).reduce(0, +) == 32)
    #expect(report.paths.map(\.serverErrors).reduce(0, +) == 2)
    #expect(total("log_requests_total", report, at: 32) == 32)
    #expect(
      report.rows.map(\.borrowedReason) == ["only the edge saw it", "only the edge saw it", ""]
    )
  }

  @Test(arguments: [
    (#"fe im/<NOSRV> 0/-1/-1/-1/0 503 221 - - SC-- 1/1/0/0/0 0/0 "GET /a/1 HTTP/1.1""#, 1),
    (#"fe im/gw1 0/0/0/12/12 503 221 - - ---- 1/1/0/0/0 0/0 "GET /a/1 HTTP/1.1""#, 0),
    (#"fe im/gw1 0/0/0/12/12 502 221 - - ---- 1/1/0/0/0 0/0 "GET /a/1 HTTP/1.1""#, 0),
    (#"fe im/gw1 0/0/0/-1/5000 504 221 - - sH-- 1/1/0/0/0 0/0 "GET /a/1 HTTP/1.1""#, 1),
  ])
  func haproxysFailuresCountWhereNoServerAnswered(_ line: String, _ failures: Int) throws {
    let fixture = StoreFixture(sources: Self.names)
    fill(fixture, 0..<30)
    let time = clock(30).dropFirst(11).dropLast()
    fixture.append("10.0.0.1:52344 [23/Nov/2026:\(time).000] \(line)\n")
    let report = try report(fixture, now: 32)
    #expect(report.paths.map(\.serverErrors).reduce(0, +) == failures)
    #expect(total("log_requests_total", report, at: 32) == Double(30 + failures))
  }

  @Test(arguments: [
    (502, #"uht="-""#, 1), (502, #"uht="0.004""#, 0), (503, #"upstream_status=-"#, 1),
    (503, #"upstream_status=503"#, 0), (502, #"upstream_status=502"#, 1), (429, #"uht="-""#, 1),
    (504, #"uht="0.001, -""#, 1), (500, "", 0), (200, #"uht="-""#, 0),
  ])
  func nginxsFailuresCountWhereNoUpstreamAnswered(
    _ status: Int,
    _ pairs: String,
    _ failures: Int
  ) throws {
    let fixture = StoreFixture(sources: Self.names)
    fill(fixture, 0..<30)
    let line = edge(30, "/a/1", status, address: "10.0.0.1")
    fixture.append(line.replacing("\n", with: " \(pairs)\n"))
    let report = try report(fixture, now: 32)
    #expect(report.paths.map(\.requests).reduce(0, +) == 30 + failures)
    #expect(total("log_requests_total", report, at: 32) == Double(30 + failures))
  }

  @Test func failuresOfBothKindsAreOneSeries() throws {
    let fixture = StoreFixture(sources: ["edge.log"])
    fixture.append(edge(0, "/a", 502, address: "10.0.0.1"))
    let other = edge(1, "/a", 502, address: "10.0.0.1")
    fixture.append(other.replacing("\n", with: " uht=0.004\n"))
    let series = try report(fixture, now: 3).counts.series(
      matching: [Matcher(Labels.metricName, equals: "log_requests_total")],
      in: TimeRange(from: time(3), through: time(3))
    )
    #expect(series.count == 1 && series.first?.values.last == 2)
  }

  @Test func theUpgradeThatTheEdgeLogsIsNoConnectionOfItsOwn() throws {
    let fixture = StoreFixture(sources: Self.names)
    fill(fixture, 0..<30)
    fixture.append(
      connection(3, "open", "c-1") + connection(20, "close", "c-1", reason: "bye", life: 17),
      source: 1
    )
    fixture.append(edge(20, "/ws/connect", 101, address: "10.0.0.1"))
    let report = try report(fixture, now: 31)
    #expect(report.addresses.map(\.opened).reduce(0, +) == 1)
    #expect(total("log_connections_opened_total", report, at: 31) == 1)
    #expect(total("log_connections_closed_total", report, at: 31) == 1)
  }

  @Test func theEdgeCountsWhereTheGatewaysLogFewRequests() throws {
    let fixture = StoreFixture(sources: Self.names)
    fill(fixture, 0..<40, everyInGateway: 4)
    let report = try report(fixture, now: 41)
    #expect(report.countedRole == .edge)
    #expect(report.paths.map(\.requests).reduce(0, +) == 40)
    #expect(total("log_requests_total", report, at: 41) == 40)
    #expect(fixture.store.progress(ofSource: 1).counting == .none)
  }

  @Test func logsOfOneRoleAllCount() throws {
    let fixture = StoreFixture(sources: ["gw-1.log", "gw-2.log"])
    for second in 0..<10 {
      for source in 0..<2 { fixture.append(access(second, "/a", 200), source: source) }
    }
    let report = try report(fixture, now: 11)
    #expect(report.countedRole == nil)
    #expect(report.paths.map(\.requests) == [20])
  }

  @Test func logsThatCoverOtherTimesAllCount() throws {
    let fixture = StoreFixture(sources: Self.names)
    for second in 0..<10 {
      fixture.append(edge(second, "/a", 200, address: "10.0.0.1"))
      fixture.append(access(second + 60, "/a", 200), source: 1)
    }
    let report = try report(fixture, now: 71)
    #expect(report.countedRole == nil)
    #expect(report.paths.map(\.requests) == [20])
  }

  @Test(arguments: [
    ("source:edge.log", 30, nil), ("instance:front", 30, nil), ("source:gw-*", 30, .gateway),
    ("NOT source:gw-*", 30, nil), ("path:/a/1", 10, .gateway),
    ("source:edge.log OR status:200", 30, LogRole.gateway),
  ])
  func aFilterOfTheEdgeAloneCountsWhatItLetsThrough(
    _ filter: String,
    _ requests: Int,
    _ role: LogRole?
  ) throws {
    let fixture = StoreFixture(sources: Self.names, hints: [0: FormatHints(instance: "front")])
    fill(fixture, 0..<30)
    let report = try report(fixture, filter: filter, now: 31)
    #expect(report.countedRole == role)
    #expect(report.paths.map(\.requests).reduce(0, +) == requests)
    #expect(total("log_requests_total", report, at: 31) == Double(requests))
  }

  @Test func theConfigurationDecidesWhereAWriterStands() throws {
    let fixture = StoreFixture(
      sources: Self.names,
      hints: [0: FormatHints(role: .gateway), 1: FormatHints(instance: "gw-1:8080")]
    )
    fill(fixture, 0..<30)
    let report = try report(fixture, now: 31)
    #expect(report.countedRole == nil)
    #expect(report.paths.map(\.requests).reduce(0, +) == 60)
    let series = report.counts.series(
      matching: [Matcher("instance", equals: "gw-1:8080")],
      in: TimeRange(from: time(31), through: time(31))
    )
    #expect(Set(series.compactMap { $0.labels["source"] }) == ["gw-1.log"])
  }

  @Test(arguments: [
    #"{"time":"T","remote_addr":"10.0.0.1","request":"GET /a HTTP/1.1","status":"200","upstream_addr":"u"}"#,
    #"{"level":"info","ts":1795413600.1,"logger":"http.log.access.log0","request":{"method":"GET","uri":"/a"},"status":200}"#,
  ])
  func jsonThatNamesAnUpstreamIsAnEdges(_ line: String) {
    let fixture = StoreFixture()
    fixture.append(line.replacing("\"T\"", with: "\"\(clock(0))\"") + "\n")
    #expect(fixture.store.progress(ofSource: 0).role == .edge)
  }

  @Test func theTablesFollowWhenTheOtherRolesLogComesLater() throws {
    let fixture = StoreFixture(sources: Self.names)
    var analysis = LogAnalysis()
    for second in 0..<30 {
      fixture.append(edge(second, "/a", 200, address: "10.0.0.1"))
    }
    let before = analysis.report(
      for: LogRequest(),
      over: fixture.store.snapshot(),
      logNow: time(31)
    )
    #expect(before?.paths.map(\.requests) == [30])
    for second in 0..<30 { fixture.append(access(second, "/a", 200), source: 1) }
    let after = analysis.report(
      for: LogRequest(),
      over: fixture.store.snapshot(),
      logNow: time(31)
    )
    #expect(after?.paths.map(\.requests) == [30])
    #expect(after?.countedRole == .gateway)
  }
}
