import Logging
import NIOConcurrencyHelpers
import NIOCore

/// Every connection's state, and the one place that moves connections on.
///
/// Counting and logging happen in the step itself, so that figures, metrics and log lines cannot
/// disagree.
final class Registry: Sendable {
  /// What is to be done about a connection, and when to ask again.
  struct Step: Equatable {
    var action: ConnectionLife.Action
    var deadline: NIODeadline?
  }

  private struct Entry {
    var life: ConnectionLife
    let identity: ConnectionIdentity
    let created: WallTime
  }

  private struct State {
    var entries: [ConnectionID: Entry] = [:]
    var users: [String: Set<ConnectionID>] = [:]
    var last: UInt64 = 0
    var figures = RegistryFigures()
    /// What has ended and is kept by the fault `leakConnections`.
    var leaked:
      [(
        id: ConnectionID, before: ConnectionPhase?, end: ConnectionLife.Action, traffic: Traffic
      )] = []

    /// Counts what has happened and keeps the entry, or forgets it with its end.
    mutating func settle(
      _ id: ConnectionID,
      _ entry: Entry,
      from before: ConnectionPhase?,
      _ action: ConnectionLife.Action,
      _ traffic: Traffic
    ) {
      figures.move(from: before, to: entry.life.phase)
      figures.count(action, traffic)
      if entry.life.state == .destroyed {
        forget(id, of: entry.identity.user)
      } else {
        entries[id] = entry
      }
    }

    mutating func forget(_ id: ConnectionID, of user: String) {
      entries[id] = nil
      users[user]?.remove(id)
      if users[user]?.isEmpty == true { users[user] = nil }
    }
  }

  private let policy: LifePolicy
  private let log: Logger
  private let clock: @Sendable () -> WallTime
  private let faults: FaultSwitch
  private let state = NIOLockedValueBox(State())

  /// An empty registry that logs to `log`.
  init(
    policy: LifePolicy,
    log: Logger,
    faults: FaultSwitch,
    clock: @escaping @Sendable () -> WallTime
  ) {
    self.policy = policy
    self.log = log
    self.clock = clock
    self.faults = faults
  }

  /// What was counted so far.
  var figures: RegistryFigures { state.withLockedValue { $0.figures } }

  /// How many connections are known in any state.
  var count: Int { state.withLockedValue { $0.entries.count } }

  /// How many connections the user has, in any state.
  func count(of user: String) -> Int { state.withLockedValue { $0.users[user]?.count ?? 0 } }

  /// The user's connections, oldest first.
  func presence(of user: String) -> [Presence] {
    state.withLockedValue { state in
      (state.users[user] ?? []).sorted { $0.number < $1.number }.compactMap { id in
        guard let entry = state.entries[id], let phase = entry.life.phase else { return nil }
        return Presence(
          id: id,
          room: entry.identity.room,
          since: entry.created,
          phase: phase,
          userAgent: entry.identity.userAgent
        )
      }
    }
  }

  /// Whose connections these are; of several connections of a user one counts.
  func users(of ids: some Sequence<ConnectionID>) -> Set<String> {
    state.withLockedValue { state in Set(ids.compactMap { state.entries[$0]?.identity.user }) }
  }

  /// Takes in a connection whose upgrade was accepted.
  func create(_ identity: ConnectionIdentity, at now: NIODeadline) -> ConnectionID {
    state.withLockedValue { state in
      state.last &+= 1
      let id = ConnectionID(number: state.last)
      let life = ConnectionLife(policy, at: now)
      state.entries[id] = Entry(life: life, identity: identity, created: clock())
      state.users[identity.user, default: []].insert(id)
      state.figures.move(from: nil, to: life.phase)
      return id
    }
  }

  /// Moves a connection on.
  ///
  /// - Parameters:
  ///   - event: What happens to it.
  ///   - id: Its name.
  ///   - now: When.
  ///   - traffic: What it has carried so far.
  /// - Returns: What is to be done; nothing where the connection is gone.
  func apply(
    _ event: ConnectionLife.Event,
    to id: ConnectionID,
    at now: NIODeadline,
    traffic: Traffic = Traffic()
  ) -> Step {
    state.withLockedValue { state in
      guard var entry = state.entries[id] else { return Step(action: .none, deadline: nil) }
      let before = entry.life.phase
      let action = entry.life.apply(event, at: now)
      if case .end = action, faults.isOn(.leakConnections) {
        state.leaked.append((id, before, action, traffic))
        state.entries[id] = entry
      } else {
        state.settle(id, entry, from: before, action, traffic)
      }
      if let line = line(id, entry.identity, action, traffic) { log.write(line) }
      return Step(action: action, deadline: entry.life.deadline)
    }
  }

  /// Lets go of what the fault `leakConnections` has kept.
  func collectLeaked() {
    state.withLockedValue { state in
      for (id, before, end, traffic) in state.leaked {
        guard let entry = state.entries[id] else { continue }
        state.settle(id, entry, from: before, end, traffic)
      }
      state.leaked = []
    }
  }

  private func line(
    _ id: ConnectionID,
    _ identity: ConnectionIdentity,
    _ action: ConnectionLife.Action,
    _ traffic: Traffic
  ) -> LogLine? {
    var line: LogLine
    switch action {
    case .none, .drop, .abandon: return nil
    case .ping: line = LogLine(.trace, "ping", event: "ping")
    case .maintain:
      line = LogLine(.debug, "connection maintained", event: "maintained")
    case .open:
      line = LogLine(.info, "connection opened", event: "open")
    case .close(let cause):
      guard let event = cause.reason.warning else { return nil }
      line = LogLine(.warn, cause.message, event: event)
      line.missed = cause.missed
    case .end(let cause, let lived):
      line = LogLine(.info, cause.message, event: "close")
      line.reason = cause.reason.rawValue
      line.code = Int(cause.code)
      line.durationMilliseconds = lived.nanoseconds / 1_000_000
      line.traffic = traffic
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
  fileprivate mutating func move(from before: ConnectionPhase?, to after: ConnectionPhase?) {
    guard before != after else { return }
    if let before { phases[before, default: 0] -= 1 }
    if let after { phases[after, default: 0] += 1 }
  }

  fileprivate mutating func count(_ action: ConnectionLife.Action, _ traffic: Traffic) {
    switch action {
    case .none, .ping, .drop, .abandon, .maintain: break
    case .open: opened += 1
    case .close(let cause):
      if cause.reason == .heartbeatTimeout { heartbeatTimeouts += 1 }
    case .end(let cause, _):
      closed[cause.reason, default: 0] += 1
      carried.received += traffic.received
      carried.sent += traffic.sent
    }
  }
}
