import NIOCore
import NIOHTTP1

extension Endpoint {
  /// `POST /api/v1/messages` with `{"room":…,"user":…,"text":…}`: says it in the room.
  static let postMessage = Endpoint(
    method: .POST,
    template: "/api/v1/messages",
    access: .members,
    statuses: [201, 400, 401, 413, 429, 500, 503]
  ) { exchange, core in
    guard let message = IncomingMessage(json: exchange.body.readableBytesView),
      let room = message.room, let user = exchange.user ?? message.user,
      UpgradeRequest.isName(room), UpgradeRequest.isName(user)
    else {
      return exchange.eventLoop.makeSucceededFuture(
        .refusal(.badRequest, "not a message: room, user and text are needed")
      )
    }
    if let named = message.user, named != user {
      return exchange.eventLoop.makeSucceededFuture(.refusal(of: .wrongUser))
    }
    if core.panics(over: exchange) {
      return exchange.eventLoop.makeSucceededFuture(.internalError)
    }
    return core.stored(exchange, .save) {
      let time = core.configuration.clock()
      switch core.rooms.say(message.text, in: room, by: user, at: time) {
      case .tooManyRooms: return .refusal(.tooManyRequests, "too many rooms")
      case .hubFull: return .refusal(.serviceUnavailable, "hub queue full")
      case .said(let said):
        core.messages.countReceived()
        return .json(said.json, status: .created)
      }
    }
  }
}

extension GatewayCore {
  /// Asks the message store and answers; where the store fails, the error line of its own span holds
  /// the reason and the client gets a plain 500.
  func stored(
    _ exchange: Exchange,
    _ call: MessageStore.Call,
    _ answer: @escaping @Sendable () -> Reply
  ) -> EventLoopFuture<Reply> {
    store.perform(call, in: exchange.trace, on: exchange.eventLoop).map(answer)
      .recover { _ in .internalError }
  }
}
