import Dashboard
import Dispatch
import Synchronization

/// The one way in: every thread posts here, the main loop takes.
///
/// Of events that only tell how things stand (targets, sources, a report) the newest of a kind is
/// kept, and the first of them is enough to wake the loop until its next frame; what a person did is
/// kept in full and in order.
final class EventQueue: Sendable {
  private struct Waiting {
    var inputs: [AppEvent] = []
    var newest: [Kind: AppEvent] = [:]
    /// Whether the loop wants to be woken by the next of the newest.
    var wakesOnNews = true
  }

  private enum Kind: Hashable {
    case targets
    case remote
    case sources
    case log
    case panels
    case metrics
    case alerts
    case size
  }

  private let waiting = Mutex(Waiting())
  private let signal = DispatchSemaphore(value: 0)

  /// Adds an event; from any thread, never waits.
  func post(_ event: AppEvent) {
    let wakes = waiting.withLock { waiting in
      if let kind = Self.kind(of: event) {
        waiting.newest[kind] = event
        return waiting.wakesOnNews || kind == .size
      }
      waiting.inputs.append(event)
      return true
    }
    if wakes { signal.signal() }
  }

  /// Whether something was posted that a person waits for.
  var hasInput: Bool { waiting.withLock { !$0.inputs.isEmpty } }

  /// The events that were posted since the last call, what a person did first; waits for one at
  /// most until `deadline`, where `ignoringNews` for one that a person waits for.
  func take(until deadline: DispatchTime, ignoringNews: Bool = false) -> [AppEvent] {
    let isKnown = waiting.withLock { waiting in
      waiting.wakesOnNews = !ignoringNews
      return !waiting.inputs.isEmpty || !ignoringNews && !waiting.newest.isEmpty
    }
    if !isKnown { _ = signal.wait(timeout: deadline) }
    while signal.wait(timeout: .now()) == .success {}
    return waiting.withLock { waiting in
      let events = waiting.inputs + waiting.newest.values
      waiting.inputs = []
      waiting.newest = [:]
      return events
    }
  }

  private static func kind(of event: AppEvent) -> Kind? {
    switch event {
    case .targets: .targets
    case .remote: .remote
    case .sources: .sources
    case .log: .log
    case .panels: .panels
    case .metrics: .metrics
    case .alerts: .alerts
    case .resized: .size
    case .input, .tick, .detail, .notice: nil
    }
  }
}
