public import NIOCore

/// How long each step of a connection's life may take.
public struct LifePolicy: Equatable, Sendable {
  /// From the accepted upgrade until the connection is open.
  public var opening: TimeAmount
  /// Between signs of life.
  public var heartbeat: Heartbeat.Policy
  /// From the decision to close until the socket is gone.
  public var closing: TimeAmount

  /// A policy from its parts.
  public init(
    opening: TimeAmount = .seconds(10),
    heartbeat: Heartbeat.Policy = Heartbeat.Policy(),
    closing: TimeAmount = .seconds(1)
  ) {
    self.opening = opening
    self.heartbeat = heartbeat
    self.closing = closing
  }
}
