import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// Answers one client's HTTP requests, one after the other.
///
/// The pipeline before it keeps requests apart; this handler enforces the limits of size and time,
/// routes, writes the answer and has it counted and logged.
final class RequestHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  enum State {
    /// Between requests.
    case idle
    /// A request's body is coming in.
    case receiving(Exchange)
    /// An answer is being made or written.
    case answering
    /// An answer waits for its reader; the next request is not looked at before.
    case blocked
    /// The live log is being written.
    case streaming(LogStreamWriter)
    /// The connection ends; whatever comes is ignored.
    case ending
  }

  let core: GatewayCore
  var state = State.idle
  /// Whether no request is taken after the current one.
  var isDraining = false
  var hasAnswered = false
  /// Whether the request that is being answered was not read to its end.
  var isUnread = false
  /// Whether the client sends nothing more.
  private(set) var isInputClosed = false
  /// The upgrade that was just refused, with its answer, until its request arrives here.
  var refusedUpgrade: (exchange: Exchange, reply: Reply)?
  private let deadlines: DeadlineKeeper
  private var ticket: DeadlineHeap.Ticket?

  init(core: GatewayCore, deadlines: DeadlineKeeper) {
    self.core = core
    self.deadlines = deadlines
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    ticket = deadlines.add { _ in bound.value.handler.giveUpWaiting(bound.value.context) }
    expectRequest(within: core.configuration.requestDeadline)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    if let ticket { deadlines.remove(ticket) }
    ticket = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    if case .streaming(let writer) = state { writer.stop() }
    state = .ending
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (Self.unwrapInboundIn(data), state) {
    case (.head(let head), .idle): begin(context, head)
    case (.body(var bytes), .receiving(var exchange)):
      guard exchange.body.readableBytes + bytes.readableBytes <= core.configuration.bodyLimit else {
        return refuseLargeBody(context, exchange)
      }
      exchange.body.writeBuffer(&bytes)
      state = .receiving(exchange)
    case (.end, .receiving(let exchange)): answer(context, exchange)
    default: break
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    switch state {
    case .streaming(let writer): writer.pump(context)
    case .blocked where context.channel.isWritable: finishAnswer(context)
    default: break
    }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is DrainEvent: drain(context)
    case ChannelEvent.inputClosed: finish(context)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case HTTPParserError.invalidEOFState:
      refuseWithoutRequest(context, .badRequest, "the client left inside a request")
    case HTTPParserError.headerOverflow:
      let limit = core.configuration.headerLimit
      refuseWithoutRequest(
        context,
        .requestHeaderFieldsTooLarge,
        "header larger than \(limit) bytes or 100 fields"
      )
    case is HTTPParserError: refuseWithoutRequest(context, .badRequest, "malformed request")
    case is ChannelError, is IOError: end(context)
    default: break
    }
  }

  // MARK: - Requests

  func exchange(_ head: HTTPRequestHead, on channel: any Channel) -> Exchange {
    Exchange(
      head: head,
      target: RequestTarget(head.uri),
      clientIP: core.clientAddress(of: head, from: channel.remoteAddress),
      trace: core.trace(continuing: head.headers.first(name: "traceparent")),
      began: .now(),
      eventLoop: channel.eventLoop
    )
  }

  private func begin(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
    let exchange = refusedUpgrade?.exchange ?? exchange(head, on: context.channel)
    state = .receiving(exchange)
    expectRequest(within: core.configuration.requestDeadline)
    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    if length > core.configuration.bodyLimit { refuseLargeBody(context, exchange) }
  }

  private func answer(_ context: ChannelHandlerContext, _ exchange: Exchange) {
    expectRequest(within: nil)
    state = .answering
    if let refused = refusedUpgrade {
      refusedUpgrade = nil
      return write(context, exchange, route: Endpoint.connect.template, refused.reply)
    }
    switch Endpoint.match(exchange.head.method, exchange.target.path) {
    case .none:
      refuse(context, exchange, route: "", .refusal(.notFound, "no such path"))
    case .wrongMethod(let template, let allowed):
      var reply = Reply.refusal(.methodNotAllowed, "method not allowed")
      let names = allowed.map(\.rawValue).joined(separator: ", ")
      reply.headers.add(name: "Allow", value: names)
      refuse(context, exchange, route: template, reply)
    case .found(let endpoint, let parameters):
      var exchange = exchange
      exchange.parameters = parameters
      switch core.gate.admit(exchange, to: endpoint.access) {
      case .failure(let refusal):
        write(context, exchange, route: endpoint.template, refusal.reply)
      case .success(let admitted): respond(context, admitted, endpoint)
      }
    }
  }

  /// Refuses what leads nowhere, at the rate at which anything may be asked.
  private func refuse(
    _ context: ChannelHandlerContext,
    _ exchange: Exchange,
    route: String,
    _ reply: Reply
  ) {
    switch core.gate.admit(exchange, to: .limited) {
    case .success: write(context, exchange, route: route, reply)
    case .failure(let refusal): write(context, exchange, route: route, refusal.reply)
    }
  }

  private func respond(
    _ context: ChannelHandlerContext,
    _ exchange: Exchange,
    _ endpoint: Endpoint
  ) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    endpoint.respond(exchange, core).whenComplete { result in
      let (handler, context) = bound.value
      let reply = (try? result.get()) ?? .internalError
      handler.write(context, exchange, route: endpoint.template, reply)
    }
  }

  private func refuseLargeBody(_ context: ChannelHandlerContext, _ exchange: Exchange) {
    isDraining = true
    isUnread = true
    let route: String
    switch Endpoint.match(exchange.head.method, exchange.target.path) {
    case .found(let endpoint, _): route = endpoint.template
    case .wrongMethod(let template, _): route = template
    case .none: route = ""
    }
    let reason = "body larger than \(core.configuration.bodyLimit) bytes"
    write(context, exchange, route: route, .refusal(.payloadTooLarge, reason))
  }

  // MARK: - Ends

  /// Waits for a complete request for so long; nil for as long as it takes.
  func expectRequest(within time: TimeAmount?) {
    if let ticket { deadlines.set(ticket, to: time.map { .now() + $0 }) }
  }

  /// Ends the connection because no request came in time: with 408, or without a word between requests
  /// and where the answer is not read.
  private func giveUpWaiting(_ context: ChannelHandlerContext) {
    switch state {
    case .idle where hasAnswered, .blocked: return end(context)
    default: break
    }
    refuseWithoutRequest(context, .requestTimeout, "no complete request in time")
  }

  /// The gateway goes away: finish what is begun, take nothing new.
  private func drain(_ context: ChannelHandlerContext) {
    isDraining = true
    switch state {
    case .idle: end(context)
    case .streaming(let writer):
      writer.stop()
      writer.pump(context)
      write(context, .end(nil), thenClose: true)
    case .receiving, .answering, .blocked, .ending: break
    }
  }

  /// The client sends nothing more, but may still read the answer to what it asked.
  private func finish(_ context: ChannelHandlerContext) {
    isDraining = true
    isInputClosed = true
    switch state {
    case .idle, .streaming: end(context)
    case .receiving:
      refuseWithoutRequest(context, .badRequest, "the client left inside a request")
    case .answering, .blocked, .ending: break
    }
  }

  func end(_ context: ChannelHandlerContext) {
    if case .streaming(let writer) = state { writer.stop() }
    state = .ending
    context.close(promise: nil)
  }
}
