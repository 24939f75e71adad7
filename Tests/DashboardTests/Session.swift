import Charts
import LogModel
import MetricsModel

@testable import Dashboard

/// A person at a dashboard whose program answers every question about the log at once.
struct Session {
  /// The state.
  var state: AppState
  /// Everything that was asked of the program since the session began.
  var effects: [Effect] = []

  /// A session over a state.
  init(_ state: AppState) { self.state = state }

  /// A session with everything to show.
  init(_ width: Int = 100, _ height: Int = 32) { state = Fixture.state(width, height) }

  /// Presses keys given by their names, separated by blanks: `/ a ^d Enter`.
  mutating func press(_ keys: String) {
    for name in keys.split(separator: " ") {
      if let key = KeyName.key(named: String(name)) { apply(.input(.key(key))) }
    }
  }

  /// Types text, a character at a time.
  mutating func type(_ text: String) {
    for character in text { apply(.input(.key(.character(character)))) }
  }

  /// Does something with the mouse.
  mutating func mouse(_ action: MouseEvent.Action, _ x: Int, _ y: Int) {
    apply(.input(.mouse(MouseEvent(action, at: Point(x: x, y: y)))))
  }

  /// Takes an event in and answers what follows from it.
  mutating func apply(_ event: AppEvent) {
    for effect in state.apply(event) {
      effects.append(effect)
      switch effect {
      case .analyse(let request): apply(.log(Fixture.report(for: request)))
      case .loadDetail(let id):
        apply(.detail(id, Fixture.rows.first { $0.record.id == id }?.record))
      default: break
      }
    }
  }

  /// The screen as rows of text.
  var screen: [String] { Fixture.screen(state) }

  /// The last question about the log.
  var analysed: LogRequest? {
    effects.compactMap { if case .analyse(let request) = $0 { request } else { nil } }.last
  }

  /// The last question about the panels.
  var evaluated: PanelRequest? {
    effects.compactMap { if case .evaluate(let request) = $0 { request } else { nil } }.last
  }

  /// Whether the program was asked to end.
  var hasQuit: Bool { effects.contains { if case .quit = $0 { true } else { false } } }

  /// What was put into the clipboard last.
  var copied: String? {
    effects.compactMap { if case .copy(let text) = $0 { text } else { nil } }.last
  }
}
