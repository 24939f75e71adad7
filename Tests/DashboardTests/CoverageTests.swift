import LogModel
import MetricsModel
import Testing

@testable import Dashboard

@Suite("Rates of a window that the log covers in part")
struct CoverageTests {
  private func coverage(
    window: Double,
    reach: Double,
    endedAgo: Double = 0
  ) -> WindowCoverage {
    var request = LogRequest(windowSeconds: window)
    if endedAgo > 0 { request.windowEnd = Fixture.now.advanced(bySeconds: -endedAgo) }
    var report = Fixture.report(for: request)
    report.oldest = Fixture.now.advanced(bySeconds: -reach)
    return WindowCoverage(report)
  }

  @Test func countsAreDividedByTheCoveredPart() {
    let young = coverage(window: 900, reach: 120)
    #expect(young.seconds == 120 && young.secondsBefore == nil)
    #expect(young.rate(60) == 0.5 && young.rateBefore(60) == nil && young.expected(60) == 0)
    let old = coverage(window: 900, reach: 3600)
    #expect(old.seconds == 900 && old.secondsBefore == 900 && old.expected(60) == 60)
  }

  @Test func windowBeforeIsScaledToTheWindow() {
    let coverage = coverage(window: 900, reach: 1200)
    #expect(coverage.secondsBefore == 300)
    #expect(coverage.expected(50) == 150)
    #expect(self.coverage(window: 900, reach: 950).secondsBefore == nil)
  }

  @Test func frozenWindowIsMeasuredFromItsEnd() {
    #expect(coverage(window: 900, reach: 1000, endedAgo: 600).seconds == 400)
    #expect(coverage(window: 900, reach: 1000, endedAgo: 2000).seconds == 1)
  }

  @Test func reportWithoutTimesCoversItsWindow() {
    var report = Fixture.report(for: LogRequest(windowSeconds: 60))
    report.oldest = nil
    #expect(WindowCoverage(report).seconds == 60)
  }

  @Test func tablesAndPickersFollow() {
    var session = Session(120, 36)
    var report = Fixture.report(for: session.state.logRequest)
    report.oldest = Fixture.now.advanced(bySeconds: -90)
    session.apply(.log(report))
    #expect(session.screen.contains { $0.contains("/ws/connect ws") && $0.contains("4120.0") })
    session.press("p")
    report.request = session.state.logRequest
    report.choices = [
      Choice(value: "/a", count: 9, countBefore: 0, errors: 1, perBucket: [1])
    ]
    session.apply(.log(report))
    let row = session.screen.first { $0.contains("/a  ") } ?? ""
    #expect(row.contains("9       -") && !row.contains("new"))
    #expect(session.screen.contains { $0.contains("1 value ") })
  }

  @Test func slowRatesAreNotZero() {
    #expect(
      [0, 0.0011, 0.017, 0.4, 0.96, 4.11, 412].map(CountText.rate)
        == ["0", "0.001", "0.02", "0.4", "1.0", "4.1", "412.0"]
    )
  }

  @Test func onlyPathsAreMarkedAsWebSocket() {
    var state = Fixture.state(120, 36)
    var report = Fixture.report()
    for index in report.addresses.indices { report.addresses[index].isWebSocket = true }
    _ = state.apply(.log(report))
    let text = Fixture.screen(state).joined()
    #expect(text.contains("/ws/connect ws") && !text.contains("203.0.113.7 ws"))
  }
}
