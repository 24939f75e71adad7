import NIOCore
import NIOHTTP1

extension Endpoint {
  /// `GET /api/v1/rooms/:id/history?limit=…`: what was said in a room lately, oldest first.
  static let history = Endpoint(
    method: .GET,
    template: "/api/v1/rooms/:id/history",
    access: .members,
    statuses: [200, 400, 401, 404, 429, 500]
  ) { exchange, core in
    let asked = exchange.target.query["limit"]
    guard let limit = asked.map({ Int($0) }) ?? 50, limit >= 0 else {
      return exchange.eventLoop.makeSucceededFuture(.refusal(.badRequest, "limit is no number"))
    }
    return core.stored(exchange, .history) {
      guard let room = exchange.parameters["id"],
        let messages = core.rooms.history(of: room, limit: limit)
      else { return .refusal(.notFound, "no such room") }
      let list = messages.map(\.json).joined(separator: [UInt8(ascii: ",")])
      return .json(Array("[".utf8) + list + Array("]".utf8))
    }
  }
}
