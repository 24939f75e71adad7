import Dispatch
import Foundation
import Synchronization

/// A thread of its own that does the newest thing it was asked for.
///
/// Computing never runs on the cooperative pool: two busy tasks on two cores would starve it.
final class Worker<Request: Sendable>: Sendable {
  private struct Inbox {
    var request: Request?
    /// Grows with each request.
    var generation = 0
    /// Whether something has come since the last run began.
    var isDirty = false
    var isStopped = false
    /// Whether nothing but another request, or the end, is worth waking the thread for.
    var isPacing = false
  }

  private let inbox = Mutex(Inbox())
  private let signal = DispatchSemaphore(value: 0)

  /// What a run is told: the newest request, and whether a newer one has come since.
  struct Turn {
    var request: Request?
    var isCancelled: () -> Bool
  }

  /// Asks for something else from now on.
  func ask(_ request: Request) {
    change { inbox in
      inbox.request = request
      inbox.generation += 1
      inbox.isDirty = true
    }
  }

  /// Asks for the request of `turn` once more at once, unless another has come meanwhile.
  func ask(_ request: Request, unlessNewer turn: Turn) {
    if !turn.isCancelled() { ask(request) }
  }

  /// Asks for the same once more at once, whenever the last run was.
  func renew() {
    change { inbox in
      inbox.generation += 1
      inbox.isDirty = true
    }
  }

  /// Says that there is something new to look at, for the same request.
  func wake() {
    let isAwaited = inbox.withLock { inbox in
      defer { inbox.isDirty = true }
      return !inbox.isDirty && !inbox.isPacing
    }
    if isAwaited { signal.signal() }
  }

  /// Ends the thread after its present run.
  func stop() { change { $0.isStopped = true } }

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - name: The thread's name, for debuggers and `top -H`.
  ///   - pace: The least seconds between two runs for the same request.
  ///   - share: The most that runs for the same request may take of a processor, 0...1: what nobody has asked
  ///     for anew leaves the rest to others.
  ///   - idle: The most seconds between two runs.
  ///   - state: Makes what the thread alone owns.
  ///   - run: Called for each turn, on the thread.
  func start<State>(
    name: String,
    pace: Double,
    share: Double,
    idle: Double,
    state: @escaping @Sendable () -> State,
    _ run: @escaping @Sendable (inout State, Turn) -> Void
  ) {
    let thread = Thread { [self] in
      var state = state()
      while true {
        wait(until: .now() + idle) { $0.isDirty }
        let began = DispatchTime.now()
        let taken = inbox.withLock { inbox in
          inbox.isDirty = false
          inbox.isPacing = true
          return inbox
        }
        if taken.isStopped { return }
        let turn = Turn(request: taken.request) { [self] in
          inbox.withLock { $0.generation != taken.generation || $0.isStopped }
        }
        run(&state, turn)
        let spent = Double(DispatchTime.now().uptimeNanoseconds - began.uptimeNanoseconds) / 1e9
        wait(until: began + max(pace, spent / share)) { $0.generation != taken.generation }
        inbox.withLock { $0.isPacing = false }
      }
    }
    thread.name = name
    thread.stackSize = 8 << 20
    thread.start()
  }

  private func change(_ body: (inout Inbox) -> Void) {
    inbox.withLock { body(&$0) }
    signal.signal()
  }

  /// Waits until the condition holds, the worker is stopped, or the time has come.
  private func wait(until deadline: DispatchTime, _ condition: (Inbox) -> Bool) {
    while !inbox.withLock({ condition($0) || $0.isStopped }),
      signal.wait(timeout: deadline) == .success
    {}
  }
}
