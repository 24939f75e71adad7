public import NIOCore

/// A bucket that fills steadily; each request takes one token out of it.
public struct TokenBucket: Equatable, Sendable {
  private let limit: RateLimit
  private var level: Double
  private var updated: NIODeadline

  /// A full bucket.
  public init(_ limit: RateLimit, at now: NIODeadline) {
    self.limit = limit
    level = limit.burst
    updated = now
  }

  /// Takes a token.
  ///
  /// - Returns: nil where there was one, else the seconds until there will be.
  public mutating func take(at now: NIODeadline) -> Double? {
    let seconds = Double(max(0, (now - updated).nanoseconds)) / 1e9
    level = min(limit.burst, level + seconds * limit.perSecond)
    updated = max(updated, now)
    guard level >= 1 else { return (1 - level) / limit.perSecond }
    level -= 1
    return nil
  }
}
