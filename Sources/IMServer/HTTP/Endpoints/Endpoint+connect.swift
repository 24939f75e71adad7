import NIOCore
import NIOHTTP1

extension Endpoint {
  /// `GET /ws/connect?user=…&room=…`: becomes a WebSocket.
  ///
  /// Upgrades are accepted before routing; a request that comes here asked for none, or not properly.
  static let connect = Endpoint(
    method: .GET,
    template: "/ws/connect",
    access: .connections,
    statuses: [101, 400, 401, 429, 500, 503]
  ) { exchange, _ in
    var reply: Reply
    do throws(UpgradeRequest.Refusal) {
      _ = try UpgradeRequest(exchange.head)
      reply = .refusal(.badRequest, "an upgrade must be the first request of its connection")
    } catch {
      reply = .refusal(of: error)
    }
    return exchange.eventLoop.makeSucceededFuture(reply)
  }
}

extension Reply {
  /// The answer to a request that cannot become a WebSocket.
  static func refusal(of refusal: UpgradeRequest.Refusal) -> Reply {
    switch refusal {
    case .malformed(let reason): return .refusal(.badRequest, reason)
    case .wrongUser: return .unauthorized("token is another user's")
    case .wrongVersion:
      var reply = Reply.refusal(.upgradeRequired, "only version 13 is spoken")
      reply.headers.add(name: "Sec-WebSocket-Version", value: "13")
      return reply
    }
  }
}
