import NIOCore
import NIOHTTP1

extension Endpoint {
  /// `POST /api/v1/messages` with `{"room":…,"user":…,"text":…}`: says it in the room.
  static let postMessage = Endpoint(
    method: .POST,
    template: "/api/v1/messages",
    statuses: [201, 400, 413, 429, 500]
  ) { exchange, core in
    guard let message = IncomingMessage(json: exchange.body.readableBytesView),
      let room = message.room, let user = message.user,
      UpgradeRequest.isName(room), UpgradeRequest.isName(user)
    else {
      return exchange.eventLoop.makeSucceededFuture(
        .refusal(.badRequest, "not a message: room, user and text are needed")
      )
    }
    core.messages.countReceived()
    if core.panics(over: exchange) {
      return exchange.eventLoop.makeSucceededFuture(.internalError)
    }
    return core.stored(exchange) {
      let time = core.configuration.clock()
      guard let said = core.rooms.say(message.text, in: room, by: user, at: time) else {
        return .refusal(.tooManyRequests, "too many rooms")
      }
      return .json(said.json, status: .created)
    }
  }
}

extension GatewayCore {
  /// Asks the message store and answers; where the store fails, an error line of the request's trace
  /// holds the reason and the client gets a plain 500.
  func stored(
    _ exchange: Exchange,
    _ answer: @escaping @Sendable () -> Reply
  ) -> EventLoopFuture<Reply> {
    store.call(on: exchange.eventLoop).map(answer).flatMapErrorThrowing { [self] _ in
      var line = line(.error, "message store: call failed", event: "store_failed")
      line.error = "timeout after 400ms"
      line.trace = exchange.trace
      log.write(line)
      return .internalError
    }
  }
}
