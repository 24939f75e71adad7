import Charts
import LogModel
import MetricsModel
import Testing

@testable import Dashboard

@Suite struct MetricsViewTests {
  private func row(_ name: String, _ now: Double, _ before: Double) -> MetricsReport.Row {
    MetricsReport.Row(
      name: name,
      query: "rate(\(name)[1m])",
      unit: .perSecond,
      now: now,
      before: before,
      values: (0..<60).map { Double($0) }
    )
  }

  /// The metrics view with an answer to what it asks.
  private func session(_ keys: String, _ content: MetricsReport.Content) -> Session {
    var session = Session(120, 36)
    session.press(keys)
    if let request = session.state.metricsRequest {
      let rows = [row("a_total{path=\"/ws\"}", 40, 10), row("b_total", 1, 1)]
      session.apply(.metrics(MetricsReport(request: request, content: content, rows: rows)))
    }
    return session
  }

  @Test func theViewOpensWithTheBiggestMovers() {
    let session = session("5", .movers)
    let screen = session.screen.joined(separator: "\n")
    #expect(session.state.metricsRequest?.text == "")
    #expect(screen.contains("Biggest movers  15m against the 15m before"))
    #expect(screen.contains("›a_total{path=\"/ws\"}"))
    #expect(screen.contains("40/s") && screen.contains("▲4×"))
    #expect(screen.contains("rate(a_total{path=\"/ws\"}[1m])"))
  }

  @Test func theTitleSaysWhichWindowsWereComparedWhileLittleIsScraped() throws {
    var session = session("5", .movers)
    let request = try #require(session.state.metricsRequest)
    var report = MetricsReport(request: request, content: .movers)
    report.moverSeconds = 20
    session.apply(.metrics(report))
    #expect(session.screen.joined().contains("Biggest movers  20s against the 20s before"))
  }

  @Test func nothingIsAskedWhileAnotherViewIsShown() {
    var session = session("5", .movers)
    session.press("1")
    #expect(session.state.metricsRequest == nil)
    session.press("5 Tab")
    #expect(session.state.metricsRequest == nil)
    #expect(session.screen.joined().contains("Panels"))
  }

  @Test func whatIsTypedIsAskedAtOnceAndEscapeGoesBack() {
    var session = session("5", .movers)
    session.press("f u p")
    #expect(session.state.metricsRequest?.text == "up")
    session.press("Enter")
    #expect(session.state.metricsRequest?.text == "up")
    session.press("Esc")
    #expect(session.state.metricsRequest?.text == "")
    #expect(session.state.view == .metrics)
  }

  @Test func anAnswerToSomethingElseIsNotShown() {
    var session = session("5", .movers)
    session.press("f x")
    #expect(!session.screen.joined().contains("a_total"))
    #expect(session.screen.joined().contains("computing"))
  }

  @Test func wrongPromQLSaysWhatIsWrong() throws {
    var session = session("5 f s u m (", .movers)
    let request = try #require(session.state.metricsRequest)
    session.apply(
      .metrics(
        MetricsReport(
          request: request,
          content: .answer,
          error: .init(message: "unclosed left parenthesis", range: 3..<4)
        )
      )
    )
    #expect(session.screen.last?.contains("unclosed left parenthesis") == true)
    session.press("Enter")
    #expect(session.screen.joined().contains("unclosed left parenthesis"))
  }

  @Test func enterOnWrongPromQLLeavesThePromptOpen() throws {
    var session = session("5 f s u m ( u Enter 2", .movers)
    guard case .prompt(let prompt) = session.state.mode else {
      Issue.record("the prompt is closed")
      return
    }
    #expect(prompt.line.text == "sum(u2")
    #expect(session.state.view == .metrics)
    session.press("Enter")
    #expect(session.screen.last?.contains("unclosed left parenthesis") == true)
    session.press(") Enter")
    #expect(session.state.mode == .browsing)
    #expect(session.state.shownMetric == "sum(u2)")
  }

  @Test func wrongPromQLIsUnderlinedWhereItIsWrong() throws {
    var session = session("5 f u p", .movers)
    session.press("Space + Space ; Enter")
    guard case .prompt(let prompt) = session.state.mode else {
      Issue.record("the prompt is closed")
      return
    }
    #expect(prompt.error?.range.lowerBound == 5)
    session.press("Backspace u p")
    guard case .prompt(let mended) = session.state.mode else { return }
    #expect(mended.error == nil)
  }

  @Test func remarksOnAnAnswerStandBelowItsGraph() throws {
    var session = session("5 f r a t e", .movers)
    var report = MetricsReport(
      request: try #require(session.state.metricsRequest),
      content: .answer,
      rows: [row("a_total", 1, 1)]
    )
    report.remarks = ["the window of a_total[1m] begins before the first scrape"]
    session.apply(.metrics(report))
    session.press("Enter")
    #expect(session.screen.joined().contains("begins before the first scrape"))
    report.rows = []
    session.apply(.metrics(report))
    #expect(session.screen.joined().contains("no series. the window of a_total[1m] begins"))
  }

  @Test func theSelectedSeriesCanBeAskedForItsQuery() {
    var session = session("5", .movers)
    session.press("Down v")
    #expect(session.screen.joined().contains("rate(b_total[1m])"))
    session.press("y")
    #expect(session.copied == "rate(b_total[1m])")
    session.press("Esc")
    #expect(session.state.mode == .browsing)
  }

  @Test func tabCompletesTheNameAtTheCursor() throws {
    var session = session("5 f r a t e ( u", .answer)
    var report = MetricsReport(
      request: try #require(session.state.metricsRequest),
      content: .answer
    )
    report.names = ["up", "im_up_total", "other"]
    session.apply(.metrics(report))
    session.press("Tab")
    #expect(session.state.shownMetric == "rate(up")
  }

  @Test func moversWaitForTwoWindowsOfTwoScrapes() throws {
    var session = session("5", .movers)
    var report = MetricsReport(
      request: try #require(session.state.metricsRequest),
      content: .movers
    )
    report.lack = .init(held: 6, needed: 20)
    session.apply(.metrics(report))
    let screen = session.screen.joined(separator: "\n")
    #expect(screen.contains("there are 6s of scrapes, 20s are needed"))
    #expect(!screen.contains("against"))
    #expect(session.state.awaitsMetrics)
    report.lack = nil
    session.apply(.metrics(report))
    #expect(!session.state.awaitsMetrics)
  }
}
