import Charts
import LogModel
import MetricsModel
import Testing

@testable import Dashboard

/// The sheet behind `v`.
@Suite struct QuerySheetTests {
  private func selected(_ session: Session) -> ShownQuery? {
    guard case .queries(let place) = session.state.mode else { return nil }
    return session.state.selectedQuery(place)
  }

  @Test func itOpensAtWhatIsFocused() {
    var session = Session(120, 36)
    session.press("v")
    #expect(selected(session)?.part == .log)
    session.press("Esc Tab v")
    #expect(selected(session)?.part == .table(.paths))
    #expect(session.screen.joined().contains("Paths: /ws/connect"))
    session.press("Esc Tab Tab v")
    #expect(selected(session)?.part == .panel("connections"))
  }

  @Test func itGoesThroughEveryNumberAndBackToTheFirst() {
    var session = Session(120, 36)
    session.press("v Home")
    let count = QuerySheet(session.state).entries.count
    var seen: Set<ShownQuery> = []
    for _ in 0..<count {
      if let entry = selected(session) { seen.insert(entry) }
      session.press("v")
    }
    #expect(seen.count == count)
    #expect(selected(session) == QuerySheet(session.state).entries.first)
  }

  @Test func tabGoesToTheNextPart() {
    var session = Session(120, 36)
    session.press("v Home")
    var parts: [QueryPart] = []
    for _ in QuerySheet(session.state).parts {
      if let part = selected(session)?.part { parts.append(part) }
      session.press("Tab")
    }
    #expect(parts == QuerySheet(session.state).parts)
    #expect(parts.contains(.header) && parts.contains(.alerts) && parts.contains(.vitals))
    #expect(parts.contains(.table(.addresses)))
    session.press("Shift-Tab")
    #expect(selected(session)?.part == parts.last)
  }

  @Test func enterAsksTheQueryInTheMetricsView() throws {
    var session = Session(120, 36)
    session.press("v")
    let text = try #require(selected(session)?.text)
    session.press("Enter")
    #expect(session.state.view == .metrics)
    #expect(session.state.metricsRequest?.text == text)
  }

  @Test func theSelectedEntryStaysInSightOnAnySize() throws {
    for size in [(80, 24), (120, 36), (200, 60), (40, 10)] {
      var session = Session(size.0, size.1)
      session.press("v Home")
      for _ in QuerySheet(session.state).entries {
        let entry = try #require(selected(session))
        let start = String(entry.text.prefix(6))
        #expect(session.screen.joined().contains(start), "\(size) \(entry)")
        session.press("Down")
      }
    }
  }

  @Test func aTableIsAskedOfItsSelectedRow() {
    var session = Session(120, 36)
    session.press("Tab Tab Down v")
    let entries = QuerySheet(session.state).entries
    let texts = entries.filter { $0.part == .table(.addresses) }.map(\.text)
    #expect(texts.count == 4)
    #expect(texts.allSatisfy { $0.contains(#"{filter="client_ip = 198.51.100.23""#) }, "\(texts)")
  }

  @Test func aPathThatCountsAsOtherIsAskedForByAFilter() throws {
    var session = Session(120, 36)
    session.press("Tab")
    session.state.report?.paths[0].countsAsOther = true
    let path = try #require(session.state.report?.paths.first?.key)
    let texts = TrafficQueries.all(.paths, session.state).map(\.text)
    #expect(!texts.isEmpty)
    #expect(texts.allSatisfy { $0.contains(#"{filter="path = \""# + path + #"\""}"#) }, "\(texts)")
  }

  @Test func theScreensFilterStandsInEveryQueryOfTheLog() {
    var session = Session(120, 36)
    session.press("/")
    session.type("status:500")
    session.press("Enter v")
    let entries = QuerySheet(session.state).entries
    let paths = entries.filter { $0.part == .table(.paths) }
    #expect(paths.first?.text.contains(#"{filter="status:\"500\"", path="/ws/connect"}"#) == true)
  }

  @Test func aWindowThatStandsStillIsAskedAtItsEnd() {
    var session = Session(120, 36)
    session.press("Z Tab v")
    #expect(selected(session)?.text.contains(" @ 1795385648 offset 15m") == true)
  }

  @Test func lengthsAreDurationsOfPromQL() {
    #expect(PromQLText.duration(900) == "15m")
    #expect(PromQLText.duration(4000) == "1h6m40s")
    #expect(PromQLText.duration(0) == "1s")
    #expect(PromQLText.number(900) == "900" && PromQLText.number(12.5) == "12.5")
  }
}
