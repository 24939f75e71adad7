import Synchronization

/// Ends a stream that says nothing for too long.
final class IdleWatchdog: Sendable {
  private struct State {
    /// When waiting began; nil while the reader, not the network, is what takes time.
    var waitingSince: ContinuousClock.Instant?
    var limit: Double?
    var phase: HTTPFetchError.Phase
  }

  private let url: String
  private let state: Mutex<State>

  /// A watchdog that allows `limit` seconds until `opened`.
  init(url: String, limit: Double) {
    self.url = url
    self.state = Mutex(State(waitingSince: .now, limit: limit, phase: .answer))
  }

  /// The head has come; from now on `idleLimit` seconds of silence are allowed.
  func opened(idleLimit: Double?) {
    state.withLock { $0 = State(waitingSince: .now, limit: idleLimit, phase: .moreBytes) }
  }

  /// Bytes have come and are being worked on.
  func pause() { state.withLock { $0.waitingSince = nil } }

  /// The next bytes are waited for.
  func resume() { state.withLock { $0.waitingSince = .now } }

  /// Runs `work` and cancels it when the silence lasts too long.
  func watching(_ work: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(operation: work)
      group.addTask { try await self.watch() }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func watch() async throws {
    while true {
      let state = self.state.withLock { $0 }
      let limit = Duration.seconds(boundedSeconds(state.limit ?? 3600))
      let deadline = (state.waitingSince ?? .now) + limit
      if state.limit != nil, state.waitingSince != nil, deadline <= .now {
        throw HTTPFetchError.timeout(url, after: state.limit ?? 0, waitingFor: state.phase)
      }
      // A change of the limit is noticed within a second.
      let wake = min(deadline, .now + .seconds(1))
      try await Task.sleep(until: wake, clock: .continuous)
    }
  }
}
