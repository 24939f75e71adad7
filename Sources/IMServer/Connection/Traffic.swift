/// How many messages a connection has carried.
public struct Traffic: Equatable, Sendable {
  /// Messages taken from the peer.
  public var received = 0
  /// Messages written to the peer's socket.
  public var sent = 0

  /// No messages, or so many.
  public init(received: Int = 0, sent: Int = 0) {
    self.received = received
    self.sent = sent
  }
}
