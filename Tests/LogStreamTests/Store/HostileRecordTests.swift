import LogModel
import MetricsModel
import Testing

@testable import LogStream

@Suite struct HostileRecordTests {
  @Test(arguments: [
    #"{"ts":9e18,"level":"info","msg":"far","latency":1e308,"path":"/a","status":200}"#,
    #"{"ts":-9223372036854775808,"level":"info","msg":"before"}"#,
    #"{"time":"9999-12-31T23:59:59Z","status":65535,"path":"/a","method":"GET"}"#,
    #"{"time":"0001-01-01T00:00:00Z","event":"close","conn_id":"a"}"#,
    "\u{0}\u{1}\u{1b}[31m", "{\"msg\":\"\\ud800\"}", "\"", "'",
    String(repeating: "'\"", count: 300),
  ])
  func anyLineIsTakenInAndReported(line: String) throws {
    let fixture = StoreFixture()
    fixture.append(connection(0, "open", "a") + line + "\n" + access(1, "/a", 200))
    var analysis = LogAnalysis()
    for end in [Double(0), 1, -1e12, 1e12] {
      for filter in ["", "latency > 1s OR time < now", "/x/"] {
        let request = LogRequest(filter: try FilterParser.parse(filter), windowSeconds: 1e9)
        let report = analysis.report(
          for: request,
          over: fixture.store.snapshot(),
          logNow: time(end)
        )
        #expect(report?.received == 3)
      }
    }
    let range = TimeRange(
      from: Timestamp(milliseconds: .min),
      through: Timestamp(milliseconds: .max)
    )
    let matcher = Matcher(Labels.metricName, equals: "log_connections_opened_total")
    _ = fixture.store.series(logNow: time(1e12)).series(matching: [matcher], in: range)
  }
}
