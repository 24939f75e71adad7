import Charts
import LogModel
import Testing

@testable import Dashboard

@Suite("The last row offers what can be done where the focus is")
struct FooterTests {
  private func footer(_ keys: String) -> String {
    var session = Session(200, 60)
    session.press(keys)
    return session.screen.last ?? ""
  }

  @Test func footerFollowsTheFocus() {
    #expect(footer("1").contains("⏎ open  = only  x not  m fold  o trace  +-[] time  Z pause"))
    #expect(footer("Tab").contains("⏎ filter  = only  x not  m fold  s sort  +-[] time"))
    #expect(footer("Tab Tab Tab").contains("⏎ zoom  m fold  +-[] time  Z pause  t crosshair"))
    #expect(footer("4").contains("⏎ filter  = only  x not  +-[] time  Z pause  a ack  v query"))
    #expect(footer("5 Tab").contains("⏎ query  +-[] time"))
    #expect(footer("6").hasPrefix(" / filter  p path  i address  u agent  +-[] time  Z pause"))
  }

  @Test func overlaysHaveTheirOwnKeys() {
    #expect(footer("?").allSatisfy { $0 == " " })
    #expect(footer("p").allSatisfy { $0 == " " })
  }

  @Test func traceOfALineIsNotTakenFromElsewhere() {
    var session = Session(120, 36)
    session.press("Tab o")
    #expect(session.screen.last?.contains("no line of the log is selected") == true)
    session.press("6 Enter")
    #expect(session.screen.last?.contains("everything known of a target or a log") == true)
    #expect(session.state.filter.isEmpty)
  }

  @Test func copyingSaysWhatWasCopied() {
    var session = Session(120, 36)
    session.press("y")
    #expect(
      session.screen.last?.contains(#"✓ copied the line: {"level":"info","status":503"#) == true
    )
    session.press("Tab y")
    #expect(session.screen.last?.contains("✓ copied the path: /ws/connect") == true)
  }

  @Test func whatWasSaidGoesWithTheNextKey() {
    var session = Session(120, 36)
    session.press("Z 0 0")
    #expect(session.screen.last?.contains("the screen is live") == true)
    session.press("k")
    #expect(session.screen.last?.contains("/ filter") == true)
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 18)])
  func helpIsReadToItsEnd(width: Int, height: Int) {
    var session = Session(width, height)
    session.press("? G")
    let last = "mark several; while text"
    #expect(session.screen.contains { $0.contains(last) })
    session.press("PgUp PgUp PgUp PgUp PgUp PgUp g")
    #expect(session.screen.contains { $0.contains("one row up") })
    for _ in 0..<100 { session.press("j") }
    #expect(session.screen.contains { $0.contains(last) })
    let count = HelpSheet.lines(Keymap()).count
    #expect(session.screen.contains { $0.contains("–\(count) of \(count)") })
  }
}
