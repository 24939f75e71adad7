import NIOHTTP1

/// A request that may become a WebSocket.
struct UpgradeTicket: Sendable {
  /// The request as HTTP.
  let exchange: Exchange
  /// Who connects, and to which room.
  let request: UpgradeRequest

  /// Who will stand at the other end.
  var identity: ConnectionIdentity {
    ConnectionIdentity(
      user: request.user,
      room: request.room,
      address: exchange.clientIP,
      userAgent: exchange.head.headers.first(name: "user-agent"),
      trace: exchange.trace
    )
  }
}
