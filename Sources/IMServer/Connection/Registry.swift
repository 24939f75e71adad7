import NIOConcurrencyHelpers
import NIOCore

/// Every connection's state, and the one place that moves connections on.
///
/// Counting and logging happen in the step itself, so that figures, metrics and log lines cannot
/// disagree.
final class Registry: Sendable {
  private struct Entry {
    var life = ConnectionLife()
    let identity: ConnectionIdentity
  }

  private struct State {
    var entries: [ConnectionID: Entry] = [:]
    var last: UInt64 = 0
    var figures = RegistryFigures()
    /// What has ended and is kept by the fault `leakConnections`.
    var leaked: [(id: ConnectionID, step: ConnectionLife.Step)] = []
  }

  private let log: LogWriter
  private let clock: @Sendable () -> WallTime
  private let faults: FaultSwitch
  private let state = NIOLockedValueBox(State())

  /// An empty registry that logs to `log`.
  init(
    log: LogWriter,
    clock: @escaping @Sendable () -> WallTime,
    faults: FaultSwitch = FaultSwitch()
  ) {
    self.log = log
    self.clock = clock
    self.faults = faults
  }

  /// What was counted so far.
  var figures: RegistryFigures { state.withLockedValue { $0.figures } }

  /// How many connections are known in any state.
  var count: Int { state.withLockedValue { $0.entries.count } }

  /// Takes in a connection whose upgrade was accepted.
  func create(_ identity: ConnectionIdentity) -> ConnectionID {
    state.withLockedValue { state in
      state.last &+= 1
      let id = ConnectionID(number: state.last)
      state.entries[id] = Entry(identity: identity)
      return id
    }
  }

  /// The connection is open.
  func activate(_ id: ConnectionID, at now: NIODeadline) {
    advance(id) { $0.activate(at: now) }
  }

  /// Begins to close the connection.
  ///
  /// - Returns: Whether this is the call that closes it; the first cause stays.
  func close(_ id: ConnectionID, _ cause: CloseCause, at now: NIODeadline) -> Bool {
    advance(id) { $0.close(cause, at: now) } != .none
  }

  /// The connection's socket is gone.
  func destroy(_ id: ConnectionID, at now: NIODeadline) {
    advance(id) { $0.destroy(at: now) }
  }

  /// Lets go of what the fault `leakConnections` has kept.
  func collectLeaked() {
    state.withLockedValue { state in
      for (id, step) in state.leaked {
        state.entries[id] = nil
        state.figures.count(step)
      }
      state.leaked = []
    }
  }

  @discardableResult
  private func advance(
    _ id: ConnectionID,
    _ move: (inout ConnectionLife) -> ConnectionLife.Step
  ) -> ConnectionLife.Step {
    state.withLockedValue { state in
      guard var entry = state.entries[id] else { return .none }
      let step = move(&entry.life)
      if case .closed = step, faults.isOn(.leakConnections) {
        state.entries[id] = entry
        state.leaked.append((id, step))
      } else {
        state.entries[id] = entry.life.state == .destroyed ? nil : entry
        state.figures.count(step)
      }
      if let line = line(id, entry.identity, step) { log.write(line) }
      return step
    }
  }

  private func line(
    _ id: ConnectionID,
    _ identity: ConnectionIdentity,
    _ step: ConnectionLife.Step
  ) -> LogLine? {
    var line: LogLine
    switch step {
    case .none, .abandoned: return nil
    case .opened:
      line = LogLine(time: clock(), level: .info, message: "connection opened", event: "open")
    case .closing(let cause):
      guard cause.reason == .heartbeatTimeout else { return nil }
      line = LogLine(
        time: clock(),
        level: .warn,
        message: cause.message,
        event: "heartbeat_timeout"
      )
      line.missed = cause.missed
    case .closed(let cause, let lived):
      line = LogLine(time: clock(), level: .info, message: cause.message, event: "close")
      line.reason = cause.reason.rawValue
      line.code = Int(cause.code)
      line.durationMilliseconds = lived.nanoseconds / 1_000_000
    }
    line.connectionID = id.description
    line.userID = identity.user
    line.clientIP = identity.address
    line.userAgent = identity.userAgent
    line.trace = identity.trace
    return line
  }
}

extension RegistryFigures {
  /// Counts one step of one connection.
  fileprivate mutating func count(_ step: ConnectionLife.Step) {
    switch step {
    case .none, .abandoned: break
    case .opened: opened += 1
    case .closing(let cause):
      if cause.reason == .heartbeatTimeout { heartbeatTimeouts += 1 }
    case .closed(let cause, _): closed[cause.reason, default: 0] += 1
    }
  }
}
