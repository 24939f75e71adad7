public import NIOCore

/// The life of one connection: created, active, closing, destroyed, and never back.
///
/// Time is handed in; each method returns what the step means for whoever counts and logs.
///
/// ```
/// created ──activate──► active ──close──► closing ──destroy──► destroyed
///    └────────destroy──────┴──────────────────────────────────────▲
/// ```
public struct ConnectionLife: Equatable, Sendable {
  /// Where a connection stands.
  public enum State: Equatable, Sendable {
    /// The upgrade was accepted, the response is not out yet.
    case created
    /// Frames flow.
    case active(since: NIODeadline)
    /// It is being closed for the given cause; frames no longer count.
    case closing(since: NIODeadline, opened: NIODeadline, cause: CloseCause)
    /// Its socket is gone.
    case destroyed
  }

  /// What a step means.
  public enum Step: Equatable, Sendable {
    /// Nothing: the step was already taken or comes too late.
    case none
    /// The connection is open.
    case opened
    /// The connection has begun to close.
    case closing(CloseCause)
    /// The connection, once open, is gone.
    case closed(CloseCause, lived: TimeAmount)
    /// The connection is gone before it was open.
    case abandoned
  }

  /// Where the connection stands.
  public private(set) var state = State.created

  /// A connection whose upgrade was just accepted.
  public init() {}

  /// The upgrade's response is out.
  public mutating func activate(at now: NIODeadline) -> Step {
    guard case .created = state else { return .none }
    state = .active(since: now)
    return .opened
  }

  /// Somebody wants the connection closed; the first cause stays.
  public mutating func close(_ cause: CloseCause, at now: NIODeadline) -> Step {
    guard case .active(let opened) = state else { return .none }
    state = .closing(since: now, opened: opened, cause: cause)
    return .closing(cause)
  }

  /// The socket is gone.
  public mutating func destroy(at now: NIODeadline) -> Step {
    let before = state
    state = .destroyed
    switch before {
    case .created: return .abandoned
    case .active(let opened): return .closed(.abnormal, lived: now - opened)
    case .closing(_, let opened, let cause): return .closed(cause, lived: now - opened)
    case .destroyed: return .none
    }
  }
}
