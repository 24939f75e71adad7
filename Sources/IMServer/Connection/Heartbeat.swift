public import NIOCore

/// Decides at every beat whether a connection is alive.
///
/// Any frame from the peer is a sign of life. An interval without one is a miss; so many misses in a
/// row mean that the peer is dead, `interval × limit` after the first unanswered ping.
public struct Heartbeat: Equatable, Sendable {
  /// How often, and how often in vain.
  public struct Policy: Equatable, Sendable {
    /// The time between two pings.
    public var interval: TimeAmount
    /// How many misses in a row are too many.
    public var misses: Int

    /// A policy of at least a millisecond and one miss.
    public init(interval: TimeAmount = .seconds(30), misses: Int = 3) {
      self.interval = max(interval, .milliseconds(1))
      self.misses = max(misses, 1)
    }
  }

  /// What to do at a beat.
  public enum Action: Equatable, Sendable {
    /// Ask for a sign of life.
    case ping
    /// Give the connection up.
    case giveUp(missed: Int)
  }

  private let limit: Int
  private var missed = 0
  private var isHeard = true

  /// A heartbeat that has just heard from its peer.
  public init(_ policy: Policy) {
    limit = policy.misses
  }

  /// The peer showed that it lives.
  public mutating func hear() {
    isHeard = true
    missed = 0
  }

  /// An interval has passed.
  public mutating func beat() -> Action {
    if !isHeard { missed += 1 }
    isHeard = false
    return missed >= limit ? .giveUp(missed: missed) : .ping
  }
}
