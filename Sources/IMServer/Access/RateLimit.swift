/// How much one client may ask for.
public struct RateLimit: Equatable, Sendable {
  /// How many requests per second it may go on asking.
  public var perSecond: Double
  /// How many it may ask at once after a rest.
  public var burst: Double

  /// A limit of at least one request at once and some progress.
  public init(perSecond: Double, burst: Double) {
    self.perSecond = perSecond.isFinite ? max(perSecond, 0.001) : 1e9
    self.burst = burst.isFinite ? max(burst, 1) : 1e9
  }
}
