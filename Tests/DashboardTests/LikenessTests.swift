import LogModel
import Testing

@testable import Dashboard

@Suite("What the selected row of the log filters by, and what it says in full")
struct LikenessTests {
  private func row(count: Int, _ change: (inout LogRecord) -> Void) -> LogRow {
    var record = Fixture.record(1, .error, "", ago: 0)
    change(&record)
    return LogRow(record: record, count: count)
  }

  @Test func requestsAreAlikeInMethodPathAndStatus() {
    let refused = row(count: 9) {
      ($0.method, $0.path, $0.status) = ("GET", "/api/v1/rooms/room-36/history", 503)
    }
    #expect(
      refused.likeness?.source
        == "method = GET AND path:/api/v1/rooms/*/history AND status = 503"
    )
    let single = row(count: 1) { ($0.path, $0.status) = ("/rooms/36", 500) }
    #expect(single.likeness?.source == "path = \"/rooms/36\" AND status = 500")
  }

  @Test func messagesAreAlikeInTheirWords() {
    let stalled = row(count: 2) { $0.message = "hub: event loop stalled for 5.2s, 3 times" }
    #expect(
      stalled.likeness
        == .field(
          "message",
          .resembles(.init(parts: ["hub: event loop stalled for ", " ", " times"]))
        )
    )
    let refused = row(count: 2) { $0.message = "upgrade refused: hub queue full" }
    #expect(refused.likeness?.source == "message:\"upgrade refused: hub queue full\"")
    let single = row(count: 1) { $0.message = "stalled for 5.2s" }
    #expect(single.likeness?.source == "message:\"stalled for 5.2s\"")
    #expect(row(count: 2) { $0.message = "77 88" }.likeness == nil)
  }

  @Test func endingsAreAlikeInReasonOrEvent() {
    #expect(row(count: 1) { $0.closeReason = "1006" }.likeness == .field("reason", .equals("1006")))
    #expect(
      row(count: 1) { $0.event = .closedAbnormally }.likeness
        == .field("event", .equals("abnormal_close"))
    )
    #expect(row(count: 1) { _ in }.likeness == nil)
  }

  @Test func keysFilterByTheLikenessOfTheRow() {
    var session = Session()
    session.press("=")
    #expect(session.state.filter.text == "method = GET AND path = \"/ws/connect\" AND status = 503")
    session.press("=")
    #expect(session.state.notice?.notice.text == "the filter says so already")
    session.press("Esc x")
    #expect(session.state.filter.text.hasPrefix("not (method = GET AND "))
    #expect(session.analysed?.filter == session.state.filter.filter)
  }

  @Test func durationsAreNotFilteredBy() {
    var session = Session()
    session.press("Enter")
    let fields = DetailSheet.fields(
      of: session.state.detail?.content.record ?? Fixture.rows[0].record
    )
    let latency = fields.firstIndex { $0.name == "latency" } ?? 0
    for _ in 0..<latency { session.press("Down") }
    session.press("=")
    #expect(session.state.filter.isEmpty)
    #expect(session.state.notice?.notice.text.contains("no row with a value") == true)
  }

  @Test func selectedRowIsSaidInFullWhereRowsAreFew() {
    var state = Fixture.state(120, 36)
    _ = state.apply(.log(Fixture.report(for: state.logRequest, rows: Fixture.rows.suffix(2))))
    let log = Fixture.screen(state).suffix(15).map { $0.drop { $0 != "┃" } }
    let rule = log.firstIndex { $0.contains("┄┄┄") } ?? 0
    let preview = log[rule...].prefix(6).map { $0.trimmed }
    #expect(
      Array(preview.dropFirst()) == [
        "upgrade refused: hub queue full  (same trace)",
        "1,148 lines since 06:14:07, this is the newest  from 62 addresses",
        "trace 00f067aa0ba902b7",
        #"{"level":"info","status":503,"path":"/ws/connect"}"#,
        "",
      ]
    )
  }

  @Test func openRowSaysWhatItStandsFor() {
    var session = Session(120, 36)
    session.press("Enter")
    #expect(
      session.screen.contains { $0.contains("upgrade refused: hub queue full  (same trace)") }
    )
    #expect(session.screen.contains { $0.contains("1,148 lines since") })
  }
}

extension Substring {
  /// The text between the borders of a box, without blanks around it.
  fileprivate var trimmed: String {
    let inside = drop { "┃┗".contains($0) || $0 == " " }
    var text = String(inside)
    while let last = text.last, "┃┛━ ".contains(last) { text.removeLast() }
    return text
  }
}
