import LogModel
import MetricsModel
import Testing

@testable import LogStream

/// Requests of which one log tells twice.
@Suite struct RecentRequestsTests {
  private func gin(_ second: Int, _ path: String, _ status: Int, zone hours: Int = 0) -> String {
    let time = clock(second + hours * 3_600).dropFirst(11).dropLast()
    return #"[GIN] 2026/11/23 - \#(time) | \#(status) |     209.683µs |        10.0.0.1 | "#
      + #"GET      "\#(path)""# + "\n"
  }

  /// The application's own line about a request, without a latency.
  private func own(_ second: Int, _ path: String, _ status: Int) -> String {
    #"{"time":"\#(clock(second))","level":"error","msg":"store is slow","method":"GET","#
      + #""path":"\#(path)","status":\#(status)}"# + "\n"
  }

  /// Requests, and requests with a latency, that a log counts.
  private func counts(_ text: String) -> [Double] {
    let fixture = StoreFixture()
    fixture.append(text)
    return counts(of: fixture)
  }

  private func counts(of fixture: StoreFixture) -> [Double] {
    ["log_requests_total", "log_request_duration_seconds_count"].map { name in
      fixture.store.series(logNow: nil).series(
        matching: [Matcher(Labels.metricName, equals: name)],
        in: TimeRange(from: time(0), through: time(90_000))
      ).reduce(0) { $0 + ($1.values.last ?? 0) }
    }
  }

  @Test func ginsOwnLineBesideThatOfAMiddlewareCountsOnce() {
    let lines = (0..<100).map { access($0, "/a/\($0 % 7)", 200) + gin($0, "/a/\($0 % 7)", 200) }
    #expect(counts(lines.joined()) == [100, 100])
  }

  @Test func itsZoneMayBeAnother() {
    let lines = (0..<20).map { access($0, "/a", 200) + gin($0, "/a", 200, zone: 8) }
    #expect(counts(lines.joined()) == [20, 20])
  }

  @Test func linesMayStandInAnyOrder() {
    let lines = (0..<20).map { access($0 / 4, "/a", 200) }
    let others = (0..<20).map { gin($0 / 4, "/a", 200) }
    #expect(counts(lines.joined() + others.joined()) == [20, 20])
    #expect(counts(others.joined() + lines.joined()) == [20, 20])
  }

  @Test func theLineOfTheApplicationAndTheAccessLineAreOneRequestWithItsLatency() {
    #expect(counts(own(3, "/a", 500) + access(3, "/a", 500)) == [1, 1])
    #expect(counts(access(3, "/a", 500) + own(3, "/a", 500)) == [1, 1])
  }

  @Test(arguments: [
    "path", "status", "time", "kind",
  ])
  func whatDiffersIsAnotherRequest(_ what: String) {
    let other =
      switch what {
      case "path": gin(0, "/b", 200)
      case "status": gin(0, "/a", 404)
      case "time": gin(60, "/a", 200)
      default: access(0, "/a", 200)
      }
    #expect(counts(access(0, "/a", 200) + other) == [2, 2])
  }

  @Test func oneLineIsTheOtherOfOneOnly() {
    #expect(counts(access(0, "/a", 200) + gin(0, "/a", 200) + gin(0, "/a", 200)) == [2, 2])
  }

  @Test(arguments: 1...9) func aBlockOfThePastMayEndBetweenTheLines(lines: Int) {
    let fixture = StoreFixture()
    let text = (0..<300).map { access($0, "/a/\($0 % 7)", 200) + gin($0, "/a/\($0 % 7)", 200) }
    // Blocks of an odd number of lines, and of all lengths: some borders lie between two lines of a pair.
    fixture.load(text.joined(), blockSize: 997 * lines, live: 150 * lines)
    #expect(counts(of: fixture) == [300, 300])
  }

  @Test func theTablesCountSuchARequestOnce() throws {
    let fixture = StoreFixture()
    fixture.append((0..<30).map { access($0, "/a", 200) + gin($0, "/a", 200) }.joined())
    var analysis = LogAnalysis()
    let report = analysis.report(
      for: LogRequest(),
      over: fixture.store.snapshot(),
      logNow: time(31)
    )
    #expect(report?.paths.map(\.requests) == [30])
  }
}
