public import MetricsModel

/// The life of one alert: pending, firing, resolved, gone.
///
/// Prometheus' semantics: an alert is pending for the rule's `for`, fires while its condition holds
/// and for `keep_firing_for` from the first evaluation on that misses it, and is kept as resolved for
/// a while so that it can be told.
public struct AlertMachine: Equatable, Sendable {
  /// How far the alert has come.
  public enum Phase: Equatable, Sendable {
    /// The condition does not hold and nothing is to be told.
    case inactive
    /// The condition has held since.
    case pending(since: Timestamp)
    /// The alert fires; the condition began to hold at `since` and has not held since `missing`.
    case firing(since: Timestamp, missing: Timestamp?)
    /// The alert stopped firing.
    case resolved(at: Timestamp)
  }

  /// A change that is worth telling.
  public enum Transition: Equatable, Sendable {
    /// The condition began to hold.
    case pending
    /// The alert fires now.
    case fired
    /// The alert fires no more.
    case resolved
  }

  /// How long an alert is kept as resolved, in seconds.
  public static let resolvedSeconds = 60.0

  /// How far the alert has come.
  public private(set) var phase = Phase.inactive

  /// An alert that does not fire.
  public init() {}

  /// An alert whose condition is known to hold since a time before it is observed.
  public init(activeSince begin: Timestamp) { phase = .pending(since: begin) }

  /// Takes note of whether the condition holds at `now` and returns what is worth telling.
  ///
  /// The condition holds while the rule's expression gives a sample for the alert; `hold` is the
  /// rule's `for` and `keep` its `keep_firing_for`, in seconds.
  public mutating func observe(
    isActive: Bool,
    at now: Timestamp,
    hold: Double,
    keep: Double
  ) -> Transition? {
    switch (phase, isActive) {
    case (.inactive, true), (.resolved, true):
      guard hold > 0 else { return fire(since: now) }
      phase = .pending(since: now)
      return .pending
    case (.pending(let since), true):
      guard now.seconds(since: since) >= hold else { return nil }
      return fire(since: since)
    case (.pending, false):
      phase = .inactive
      return nil
    case (.firing(let since, _), true):
      phase = .firing(since: since, missing: nil)
      return nil
    case (.firing(let since, let missing), false):
      let missing = missing ?? now
      guard keep <= 0 || now.seconds(since: missing) >= keep else {
        phase = .firing(since: since, missing: missing)
        return nil
      }
      phase = .resolved(at: now)
      return .resolved
    case (.resolved(let at), false):
      if now.seconds(since: at) >= Self.resolvedSeconds { phase = .inactive }
      return nil
    case (.inactive, false): return nil
    }
  }

  /// Moves the begin of an alert that is pending or fires back to a time at which its condition is known
  /// to have held already.
  public mutating func learn(activeSince begin: Timestamp) {
    switch phase {
    case .pending(let since): phase = .pending(since: min(since, begin))
    case .firing(let since, let missing):
      phase = .firing(since: min(since, begin), missing: missing)
    case .inactive, .resolved: break
    }
  }

  private mutating func fire(since: Timestamp) -> Transition {
    phase = .firing(since: since, missing: nil)
    return .fired
  }
}
