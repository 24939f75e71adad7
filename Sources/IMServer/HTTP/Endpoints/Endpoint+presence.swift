import NIOCore
import NIOHTTP1

extension Endpoint {
  /// `GET /api/v1/users/:id/presence`: whether the user is connected, and how.
  static let userPresence = Endpoint(
    method: .GET,
    template: "/api/v1/users/:id/presence",
    access: .members,
    statuses: [200, 401, 429]
  ) { exchange, core in
    let user = exchange.parameters["id"] ?? ""
    let connections = core.registry.presence(of: user)
    var object = JSONObjectText()
    object.add("user", user)
    object.add("status", connections.isEmpty ? "offline" : "online")
    object.add("connections", array: connections.map(\.json))
    return exchange.eventLoop.makeSucceededFuture(.json(object.finished()))
  }

  /// `GET /api/v1/rooms/:id/presence`: which users listen to the room.
  static let roomPresence = Endpoint(
    method: .GET,
    template: "/api/v1/rooms/:id/presence",
    access: .members,
    statuses: [200, 401, 404, 429]
  ) { exchange, core in
    let room = exchange.parameters["id"] ?? ""
    guard let listeners = core.rooms.listeners(in: room) else {
      return exchange.eventLoop.makeSucceededFuture(.refusal(.notFound, "no such room"))
    }
    let users = core.registry.users(of: listeners).sorted()
    var object = JSONObjectText()
    object.add("room", room)
    object.add("connections", listeners.count)
    object.add("users", array: users.map(JSONObjectText.quoted))
    return exchange.eventLoop.makeSucceededFuture(.json(object.finished()))
  }
}
