import Charts
import LogModel
import Testing

@testable import Dashboard

@Suite("One filter, made of steps")
struct FilterTests {
  @Test func typingFiltersTheLogAtOnceAndEnterFiltersEverything() {
    var session = Session()
    session.press("/")
    session.type("status:500")
    let typed = Filter.field("status", .resembles(.init(parts: ["500"], isPhrase: true)))
    #expect(session.analysed?.filter == typed)
    #expect(session.evaluated?.filter ?? .all == .all)
    #expect(session.screen.last?.contains("12,034 of 88,123 match") == true)
    session.press("Enter")
    #expect(session.evaluated?.filter == typed)
    #expect(session.state.filter.text == "status:500")
    #expect(session.screen[0].contains("status:500 ✕"))
  }

  @Test func escapeLeavesThePromptThenTheDetailThenTheZoomThenAStep() {
    var session = Session()
    session.press("/ a b Enter Tab = Tab Tab z F")
    session.press("Enter /")
    #expect(session.state.filter.steps.count == 2)
    session.press("Esc")
    #expect(session.state.mode == .browsing && session.state.detail != nil)
    session.press("Esc")
    #expect(session.state.detail == nil && session.state.zoomed != nil)
    session.press("Esc")
    #expect(session.state.zoomed == nil && session.state.filter.steps.count == 2)
    session.press("Esc")
    #expect(session.state.filter.text == "ab")
    session.press("Esc Esc Esc")
    #expect(session.state.filter.isEmpty && !session.hasQuit && session.state.view == .overview)
    #expect(session.analysed?.filter == .all && session.evaluated?.filter == .all)
  }

  @Test func longFilterLeavesTheHeaderItsRoom() {
    var session = Session(120, 36)
    session.press("/")
    session.type(String(repeating: "long", count: 30))
    session.press("Enter")
    #expect(session.screen[0].contains("longlonglonglong…onglonglonglong ✕"))
    #expect(session.screen[0].contains("up 4m") && session.screen[0].contains("06:14:07"))
    #expect(session.screen[0].contains("[1]"))
  }

  @Test func leavingThePromptTakesItsFilterBack() {
    var session = Session()
    session.press("/ a b Esc")
    #expect(session.analysed?.filter == .all)
    #expect(session.state.filter.isEmpty)
  }

  @Test func errorIsUnderlinedAndSaidAndNotAccepted() {
    var session = Session()
    session.press("/")
    session.type("a%b")
    #expect(session.screen.last?.contains("% is no operator; write =") == true)
    #expect(session.analysed?.filter == .text(.init(parts: ["a"])))
    var canvas = Canvas(size: session.state.size)
    DashboardView.draw(session.state, into: &canvas)
    #expect(canvas.glyph(at: Point(x: 2, y: 31)).style.attributes.contains(.underline))
    #expect(!canvas.glyph(at: Point(x: 1, y: 31)).style.attributes.contains(.underline))
    session.press("Enter")
    #expect(session.state.filter.isEmpty && session.state.mode != .browsing)
  }

  @Test func aFieldThatNoRecordHasIsSaidAndNotRefused() throws {
    var session = Session(120, 36)
    session.press("/")
    session.type("stauts:500")
    var report = Fixture.report(for: try #require(session.analysed))
    report.strangeFields = [
      StrangeField(name: "stauts", nearest: ["status", "stats"], isCertain: true)
    ]
    session.apply(.log(report))
    #expect(session.screen.last?.contains("no record has stauts; status? stats?") == true)
    session.press("Enter")
    #expect(session.state.filter.text == "stauts:500")
    // Where the field stands behind NOT the list is full all the same.
    report.request = try #require(session.analysed)
    session.apply(.log(report))
    let title = session.screen.first { $0.contains("Error log") }
    #expect(title?.contains("no record has stauts; status? stats?") == true, "\(title ?? "-")")
  }

  @Test func whereNothingPassesTheLineSaysWhatIsOfAnotherLanguage() throws {
    var session = Session(120, 36)
    session.press("/")
    session.type("|")
    var report = Fixture.report(for: try #require(session.analysed))
    session.apply(.log(report))
    #expect(session.screen.last?.contains("write or") == false)
    (report.matched, report.listed, report.rows, report.rowCount) = (0, 0, [], 0)
    session.apply(.log(report))
    #expect(session.screen.last?.contains("| is a word to search for; write or") == true)
    session.press("Enter")
    report.request = try #require(session.analysed)
    session.apply(.log(report))
    #expect(session.screen.contains { $0.contains("| is a word to search for; write or") })
  }

  @Test func historyIsFetchedWithUpAndLeftWithDown() {
    var session = Session()
    session.press("/ o n e Enter / ^u t w o Enter / ^u x Up")
    #expect(prompt(session)?.line.text == "two")
    session.press("Up Up")
    #expect(prompt(session)?.line.text == "one")
    session.press("Down Down")
    #expect(prompt(session)?.line.text == "x")
  }

  @Test func tabCompletesFieldsThenValuesWithTheirCounts() {
    var session = Session()
    session.press("/ s t Tab")
    #expect(prompt(session)?.line.text == "status:")
    #expect(
      session.analysed?.picker == .init(field: "status", search: "", count: 200, filter: .all)
    )
    #expect(session.screen.joined(separator: "\n").contains("status-0"))
    session.press("Tab Tab")
    #expect(prompt(session)?.line.text == "status:status-1")
    session.press("Shift-Tab Enter")
    #expect(session.state.filter.text == "status:status-0")
  }

  @Test func valuesAreThoseBesideTheRestOfTheFilter() {
    var session = Session()
    session.press("Tab = /")
    session.type("slow status:-3")
    #expect(session.analysed?.picker?.search == "-3")
    #expect(
      session.analysed?.picker?.filter
        == .and(.field("path", .equals("/ws/connect")), .text(.init(parts: ["slow"])))
    )
    session.press("Tab")
    #expect(prompt(session)?.line.text == "slow status:status-3")
  }

  @Test func theLogsOwnFieldsAreProposedToo() {
    var session = Session()
    let own = Fixture.rows.flatMap { $0.record.fields.map(\.name) }.sorted().first ?? ""
    session.press("/")
    session.type(String(own.prefix(2)))
    #expect(session.screen.joined(separator: "\n").contains("a field of the log's own"))
  }

  @Test func rowsOfTablesAreIncludedAndExcluded() {
    var session = Session()
    session.press("Tab = Down x")
    #expect(session.state.filter.text == "path:\"/ws/connect\" ∧ not path:\"/api/v1/messages\"")
    #expect(
      session.analysed?.filter
        == .and(
          .field("path", .equals("/ws/connect")),
          .not(.field("path", .equals("/api/v1/messages")))
        )
    )
    #expect(session.evaluated?.filter == session.analysed?.filter)
  }

  @Test func linesOfATraceAreGatheredWhateverTheirLevel() {
    var session = Session()
    session.press("o")
    #expect(session.analysed?.filter == .field("trace_id", .equals("00f067aa0ba902b7")))
    #expect(session.analysed?.scope == .all)
    session.press("Esc")
    #expect(session.analysed?.scope == .errors)
  }

  @Test func aTraceIsGatheredWholeWhateverTheFilterSaysAndEscGoesBackToIt() {
    var session = Session(120, 36)
    session.press("/")
    session.type("trace:00f067aa0ba902b7 level:error")
    session.press("Enter")
    let typed = session.analysed?.filter
    session.press("o")
    #expect(session.analysed?.filter == .field("trace_id", .equals("00f067aa0ba902b7")))
    #expect(session.state.filter.text == #"trace_id:"00f067aa0ba902b7""#)
    session.press("/")
    #expect(prompt(session)?.line.text == "")
    session.press("Esc Esc")
    #expect(session.analysed?.filter == typed && session.analysed?.scope == .errors)
  }

  @Test func aTraceThatIsTypedAlreadyIsGatheredAllTheSame() {
    var session = Session()
    let trace = Filter.field("trace_id", .equals("00f067aa0ba902b7"))
    session.state.filter.setTyped("trace = 00f067aa0ba902b7", trace)
    session.press("o")
    #expect(session.analysed?.filter == trace)
    #expect(session.analysed?.scope == .all && session.analysed?.folded == false)
    session.press("o")
    #expect(session.state.notice?.notice.text == "the filter says so already")
  }

  @Test func linesThatAreGatheredAreFoldedOnlyWhereThatIsAskedFor() {
    var session = Session(120, 36)
    session.press("o")
    #expect(session.analysed?.folded == false)
    #expect(session.screen.joined().contains("Log  unfolded  all levels"))
    session.press("m")
    #expect(session.analysed?.folded == true)
    session.press("l")
    #expect(session.state.notice?.notice.text.contains("every line is shown already") == true)
    session.press("Esc")
    #expect(session.analysed?.folded == true && session.analysed?.scope == .errors)
  }

  @Test func connectionIsGatheredOnlyWhereOneIsNamed() {
    var session = Session()
    session.press("O")
    #expect(session.state.notice?.notice.text == "this line names no connection")
    session.press("Up O")
    #expect(session.analysed?.filter == .field("conn_id", .equals("c-77")))
  }

  @Test func valuesAreQuoted() {
    #expect(FilterStack.Step.including("a", [#"x"y\z"#]).text == #"a:"x\"y\\z""#)
    #expect(FilterStack.Step.excluding("a", ["x", "y"]).text == #"not a:("x" or "y")"#)
  }

  private func prompt(_ session: Session) -> Prompt? {
    if case .prompt(let prompt) = session.state.mode { prompt } else { nil }
  }
}
