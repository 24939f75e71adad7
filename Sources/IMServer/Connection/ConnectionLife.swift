public import NIOCore

/// The life of one connection, and the deadline of the step that it is on.
///
/// Time is handed in; each event returns what is to be done about it, and by whom it is to be counted.
///
/// ```
/// created ──activate──► active ──first beat answered──► maintained
///    │                    └───────────┬──────────────────────┘
///    │                     close, or missed beats
///    │                                ▼
///    └──────── destroy ───────► closing, then destroyed
/// ```
public struct ConnectionLife: Equatable, Sendable {
  /// Where a connection stands.
  public enum State: Equatable, Sendable {
    /// The upgrade was accepted, the response is not out yet.
    case created
    /// Frames flow; the peer has not answered a beat yet.
    case active(since: NIODeadline)
    /// The peer answers beats.
    case maintained(since: NIODeadline)
    /// It is being closed for the given cause; frames no longer count.
    case closing(opened: NIODeadline, cause: CloseCause)
    /// Its socket is gone.
    case destroyed
  }

  /// What happens to a connection.
  public enum Event: Equatable, Sendable {
    /// The upgrade's response is out.
    case activate
    /// Its deadline has come; whether the peer gave a sign of life since the one before.
    case tick(isHeard: Bool)
    /// Somebody wants it closed; the first cause stays.
    case close(CloseCause)
    /// Its socket is gone.
    case destroy
  }

  /// What is to be done.
  public enum Action: Equatable, Sendable {
    /// Nothing: the event comes too early, too late or twice.
    case none
    /// It is open: ping.
    case open
    /// Ask for a sign of life.
    case ping
    /// The peer answered its first beat: ping on.
    case maintain
    /// Say goodbye.
    case close(CloseCause)
    /// The step took too long: close the socket.
    case drop
    /// It is gone, once having been open.
    case end(CloseCause, lived: TimeAmount)
    /// It is gone before it was open.
    case abandon
  }

  /// Where the connection stands.
  public private(set) var state = State.created
  /// When the next tick is due; nil where nothing is waited for any more.
  public private(set) var deadline: NIODeadline?

  private let policy: LifePolicy
  private var heartbeat: Heartbeat

  /// A connection whose upgrade was just accepted.
  public init(_ policy: LifePolicy, at now: NIODeadline) {
    self.policy = policy
    heartbeat = Heartbeat(policy.heartbeat)
    deadline = now + policy.opening
  }

  /// Takes the next event; the only way in which a connection's state changes.
  public mutating func apply(_ event: Event, at now: NIODeadline) -> Action {
    switch (event, state) {
    case (.activate, .created):
      state = .active(since: now)
      _ = heartbeat.beat()
      deadline = now + policy.heartbeat.interval
      return .open
    case (.tick(let isHeard), _):
      guard let due = deadline, due <= now else { return .none }
      return tick(isHeard, at: now)
    case (.close(let cause), .active(let opened)), (.close(let cause), .maintained(let opened)):
      return close(cause, opened, at: now)
    case (.destroy, _):
      deadline = nil
      defer { state = .destroyed }
      return end(at: now)
    case (.activate, _), (.close, _): return .none
    }
  }

  private mutating func tick(_ isHeard: Bool, at now: NIODeadline) -> Action {
    switch state {
    case .created, .closing:
      deadline = nil
      return .drop
    case .active(let opened):
      if isHeard { state = .maintained(since: opened) }
      return beat(isHeard, opened, at: now) ?? (isHeard ? .maintain : .ping)
    case .maintained(let opened): return beat(isHeard, opened, at: now) ?? .ping
    case .destroyed: return .none
    }
  }

  private mutating func beat(
    _ isHeard: Bool,
    _ opened: NIODeadline,
    at now: NIODeadline
  ) -> Action? {
    if isHeard { heartbeat.hear() }
    switch heartbeat.beat() {
    case .giveUp(let missed): return close(.heartbeatTimeout(missed: missed), opened, at: now)
    case .ping:
      deadline = now + policy.heartbeat.interval
      return nil
    }
  }

  private mutating func close(
    _ cause: CloseCause,
    _ opened: NIODeadline,
    at now: NIODeadline
  ) -> Action {
    state = .closing(opened: opened, cause: cause)
    deadline = now + policy.closing
    return .close(cause)
  }

  private func end(at now: NIODeadline) -> Action {
    switch state {
    case .created: .abandon
    case .active(let opened), .maintained(let opened): .end(.abnormal, lived: now - opened)
    case .closing(let opened, let cause): .end(cause, lived: now - opened)
    case .destroyed: .none
    }
  }
}
