import Charts
import Dashboard
import Dispatch
import Foundation
import MetricsModel
import Synchronization
import Terminal

/// The main loop: events in, state changed, a frame out.
///
/// It runs on the main thread. What a person did is drawn at once; everything else waits for the
/// next frame, so that a busy server costs the ssh line no more than a quiet one.
struct App {
  /// The least time between two frames that no key asked for.
  private static let frameInterval = DispatchTimeInterval.milliseconds(500)
  /// The same at the beginning, when there is something new to see each moment.
  private static let firstInterval = DispatchTimeInterval.milliseconds(60)
  /// How long the beginning lasts.
  private static let beginning = DispatchTimeInterval.seconds(2)

  let queue: EventQueue
  let runner: EffectRunner
  let terminal: Terminal
  var state: AppState

  /// Runs until the person leaves or the program is told to end; returns the signal that ended it.
  mutating func run() -> Int32? {
    var nextTick = DispatchTime.now()
    var nextFrame = DispatchTime.now()
    let settled = nextFrame + Self.beginning
    var needsFrame = true
    perform(state.apply(.resized(terminal.size)))
    while true {
      let deadline = needsFrame ? min(nextTick, nextFrame) : nextTick
      let events = queue.take(until: deadline, ignoringNews: needsFrame)
      var isUrgent = false
      for event in events {
        isUrgent = isUrgent || event.comesFromPerson
        if perform(state.apply(event)) { return nil }
      }
      needsFrame = needsFrame || !events.isEmpty
      if let signal = runner.endingSignal { return signal }
      let now = DispatchTime.now()
      if now >= nextTick {
        if perform(state.apply(.tick(now: .wallClock))) { return nil }
        nextTick = now + .milliseconds(1000 - Int(Timestamp.wallClock.milliseconds % 1000))
        needsFrame = true
      }
      if needsFrame, isUrgent || now >= nextFrame {
        draw()
        needsFrame = false
        let now = DispatchTime.now()
        nextFrame = now + (now < settled ? Self.firstInterval : Self.frameInterval)
      }
    }
  }

  private func draw() {
    var canvas = Canvas(size: state.size, glyphs: terminal.glyphs)
    DashboardView.draw(state, into: &canvas)
    runner.lastFrame.withLock { $0 = canvas }
    terminal.present(canvas)
  }

  /// Performs effects; true when one of them ends the program.
  @discardableResult
  private func perform(_ effects: [Effect]) -> Bool {
    for effect in effects {
      if case .quit = effect { return true }
      // The picture is that of the screen without the line in which it was asked for.
      if case .saveScreen = effect { draw() }
      runner.perform(effect, terminal: terminal)
    }
    return false
  }
}

extension AppEvent {
  /// Whether a person waits for the frame that follows.
  fileprivate var comesFromPerson: Bool {
    switch self {
    case .input, .resized, .detail, .notice: true
    case .tick, .targets, .remote, .sources, .log, .panels, .metrics, .alerts: false
    }
  }
}

extension Timestamp {
  /// The host's clock now.
  static var wallClock: Timestamp { Timestamp(seconds: Date().timeIntervalSince1970) }
}
