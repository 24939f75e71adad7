import Charts
import LogModel
import Testing

@testable import Dashboard

@Suite("Lists of values")
struct PickerTests {
  private func picker(_ session: Session) -> ValuePicker? {
    if case .picker(let picker) = session.state.mode { picker } else { nil }
  }

  @Test(arguments: [("p", "path"), ("i", "client_ip"), ("u", "user_agent")])
  func keysAskForTheirField(key: String, field: String) {
    var session = Session()
    session.press(key)
    #expect(session.analysed?.picker == .init(field: field, search: "", count: 200))
    session.press("Down Enter")
    #expect(session.state.filter.text == "\(field):\"\(field)-1\"")
    #expect(session.analysed?.picker == nil)
  }

  @Test func everyFieldIsOffered() {
    var session = Session()
    session.press("P m Enter")
    #expect(picker(session)?.field == "method")
  }

  @Test func typingNarrowsAndThenLettersAreText() {
    var session = Session()
    session.press("p a x Space")
    #expect(picker(session)?.search.text == "ax ")
    #expect(session.analysed?.picker?.search == "ax ")
    session.press("Backspace Backspace Backspace")
    #expect(picker(session)?.hand == .list)
  }

  @Test func spaceMarksSeveralAndExcludingTakesThemAll() {
    var session = Session()
    session.press("p Space Space x")
    #expect(session.state.filter.text == "not path:(\"path-0\" or \"path-1\")")
  }

  @Test func searchedValuesAreMarkedWithTabAndExcludedWithControl() {
    var session = Session()
    session.press("p p a Tab ^x")
    #expect(session.state.filter.text == "not path:\"path-0\"")
  }

  @Test func movingPutsTheHandBackIntoTheList() {
    var session = Session()
    session.press("p p a Down x")
    #expect(session.state.filter.text == "not path:\"path-1\"")
  }

  @Test func enterWaitsForValuesThatAreOnTheirWay() {
    var session = Session()
    for key in ["p", "p", "Enter"].compactMap(KeyName.key(named:)) {
      _ = session.state.apply(.input(.key(key)))
    }
    #expect(session.state.filter.text.isEmpty && picker(session)?.awaited != nil)
    let question = LogRequest.Picker(field: "path", search: "p", count: 200)
    var request = LogRequest()
    request.picker = question
    session.apply(.log(Fixture.report(for: request)))
    #expect(session.state.filter.text == "path:\"path-0\"" && picker(session) == nil)
  }

  @Test func anotherKeyTakesBackAnEnterThatWaits() {
    var session = Session()
    for key in ["p", "Enter", "Down"].compactMap(KeyName.key(named:)) {
      _ = session.state.apply(.input(.key(key)))
    }
    #expect(picker(session)?.awaited == nil && picker(session) != nil)
  }
}
