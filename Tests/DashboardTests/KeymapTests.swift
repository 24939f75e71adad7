import Charts
import Testing

@testable import Dashboard

@Suite("The key table")
struct KeymapTests {
  @Test func everyCommandHasARow() {
    let bound = Keymap().bindings.map(\.command)
    #expect(Set(bound) == Set(Command.allCases))
    #expect(bound.count == Command.allCases.count)
  }

  @Test func noKeyMeansTwoThings() {
    for context in Binding.Context.allCases {
      let keys = Keymap().bindings.filter { $0.context == context }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
    }
  }

  @Test func keyNamesReadBack() {
    for key in Keymap().bindings.flatMap(\.keys) {
      #expect(KeyName.key(named: KeyName.text(of: key)) == key)
    }
    #expect(KeyName.key(named: "M-^x") == Key(.character("x"), control: true, alt: true))
    #expect(KeyName.key(named: "^") == .character("^"))
    #expect(KeyName.key(named: "f12") == Key(.function(12)))
    #expect(KeyName.key(named: "nonsense") == nil)
  }

  @Test func configurationRebinds() throws {
    let keymap = try Keymap(overrides: ["pause": ["Space", "F9"], "page-down": ["PgDn"]])
    #expect(keymap.command(for: .character(" ")) == .pause)
    #expect(keymap.command(for: Key(.function(9))) == .pause)
    #expect(keymap.command(for: .character("Z")) == nil)
    #expect(keymap.command(for: .character(" "), in: .picker) == .pickerMark)
  }

  @Test func mistakesInAConfigurationAreNamed() {
    #expect(throws: DashboardError.unknownCommand("puase", nearest: "pause")) {
      try Keymap(overrides: ["puase": ["x"]])
    }
    #expect(throws: DashboardError.unknownKey("Hyper-x", command: "pause")) {
      try Keymap(overrides: ["pause": ["Hyper-x"]])
    }
    #expect(throws: DashboardError.noWayOut) {
      try Keymap(overrides: ["quit": [], "leave": []])
    }
  }

  @Test func wordsOfTheErrors() {
    let errors: [DashboardError] = [
      .unknownCommand("puase", nearest: "pause"), .unknownCommand("x", nearest: nil),
      .unknownKey("Hyper-x", command: "pause"), .noWayOut,
      .badArgument("soon", command: "window", expected: "a length such as 90s, 5m, 2h, 1d"),
    ]
    #expect(
      errors.map(\.description) == [
        "there is no command \"puase\"; did you mean \"pause\"?", "there is no command \"x\"",
        "there is no key \"Hyper-x\" (for \"pause\"); write x, ^x, M-x, F5, Enter, PgUp, Space",
        "no key is left for \"quit\" or \"leave\"; give one of them a key",
        ":window does not understand \"soon\"; write a length such as 90s, 5m, 2h, 1d",
      ]
    )
  }

  @Test func documentationListsEveryCommand() {
    let text = Keymap().markdown()
    for command in Command.allCases { #expect(text.contains("`:\(command.rawValue)`")) }
    #expect(text.contains("| `/` `&` `F4` | `:filter` | filter everything: log, tables, charts |"))
  }

  @Test func helpListsEveryCommand() {
    let text = HelpSheet.lines(Keymap()).map { $0.map(\.text).joined() }.joined(separator: "\n")
    for command in Command.allCases { #expect(text.contains(command.rawValue)) }
  }

  @Test func commandsAreTypedByName() {
    var session = Session()
    session.press(": a l e r t s Enter")
    #expect(session.state.view == .alerts)
    session.press(": q u i t Enter")
    #expect(session.state.view == .overview)
    session.press(": s a v e Space s v g Enter")
    let saved = session.effects.contains {
      if case .saveScreen(let format) = $0 { format == .svg } else { false }
    }
    #expect(saved)
    session.press(": f i l t e r Space h u b Enter")
    #expect(session.state.filter.text == "hub")
    session.press(": w i n d o w Space s o o n Enter")
    #expect(session.state.notice?.notice.kind == .trouble)
    session.press(": c r o Tab Enter")
    #expect(session.state.mode == .browsing || session.state.mode == .crosshair(stepsBack: 0))
  }

  @Test func leavingAsksOnlyWhereHistoryWouldBeLost() {
    var session = Session()
    session.press("3 q")
    #expect(session.state.view == .overview && !session.hasQuit)
    session.press("q")
    #expect(session.hasQuit)
    var configuration = Fixture.configuration()
    configuration.leavingLosesHistory = true
    var careful = Session(AppState(configuration: configuration))
    for event in Fixture.events(80, 24) { careful.apply(event) }
    careful.press("q")
    #expect(!careful.hasQuit && careful.screen.joined().contains("cannot be read again"))
    careful.press("n q y")
    #expect(careful.hasQuit)
    var hurried = Session(AppState(configuration: configuration))
    hurried.press("/ ^c")
    #expect(hurried.state.mode == .browsing && !hurried.hasQuit)
    hurried.press("^c")
    #expect(hurried.hasQuit)
  }
}
