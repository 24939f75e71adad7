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

  private enum State {
    /// Between requests.
    case idle
    /// A request's body is coming in.
    case receiving(Exchange)
    /// An answer is being made or written.
    case answering
    /// The live log is being written.
    case streaming(LogStreamWriter)
    /// The connection ends; whatever comes is ignored.
    case ending
  }

  private let core: GatewayCore
  private var state = State.idle
  private var isDraining = false
  private var hasAnswered = false
  private var deadline: Scheduled<Void>?
  /// The upgrade that was just refused, with its answer, until its request arrives here.
  private var refusedUpgrade: (exchange: Exchange, reply: Reply)?

  init(core: GatewayCore) {
    self.core = core
  }

  func handlerAdded(context: ChannelHandlerContext) {
    expectRequest(context, within: core.configuration.requestDeadline)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    deadline?.cancel()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
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
    if case .streaming(let writer) = state { writer.pump(context) }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is DrainEvent else { return context.fireUserInboundEventTriggered(event) }
    isDraining = true
    switch state {
    case .idle: end(context)
    case .streaming(let writer):
      writer.stop()
      writer.pump(context)
      write(context, .end(nil), thenClose: true)
    case .receiving, .answering, .ending: break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case HTTPParserError.invalidEOFState:
      refuseWithoutRequest(context, .badRequest, "the client left inside a request")
    case is HTTPParserError: refuseWithoutRequest(context, .badRequest, "malformed request")
    case is ChannelError, is IOError: end(context)
    default: break
    }
  }

  // MARK: - Upgrades

  /// Decides whether a request may become a WebSocket; a refusal is kept until the request arrives.
  func admit(_ head: HTTPRequestHead, on channel: any Channel) -> UpgradeTicket? {
    let exchange = exchange(head, on: channel)
    let request: UpgradeRequest
    do throws(UpgradeRequest.Refusal) {
      request = try UpgradeRequest(head)
    } catch {
      refusedUpgrade = (exchange, .refusal(of: error))
      return nil
    }
    guard !isDraining else {
      refusedUpgrade = (exchange, .refusal(.serviceUnavailable, "going away"))
      return nil
    }
    if let reason = core.faults.upgradeRefusal {
      var line = core.line(.error, "upgrade refused: \(reason)", event: "upgrade_refused")
      line.trace = exchange.trace
      core.log.write(line)
      refusedUpgrade = (exchange, .internalError)
      return nil
    }
    return UpgradeTicket(exchange: exchange, request: request)
  }

  // MARK: - Requests

  private func exchange(_ head: HTTPRequestHead, on channel: any Channel) -> Exchange {
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
    expectRequest(context, within: core.configuration.requestDeadline)
    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    if length > core.configuration.bodyLimit { refuseLargeBody(context, exchange) }
  }

  private func answer(_ context: ChannelHandlerContext, _ exchange: Exchange) {
    deadline?.cancel()
    state = .answering
    if let refused = refusedUpgrade {
      refusedUpgrade = nil
      return write(context, exchange, route: Endpoint.connect.template, refused.reply)
    }
    switch Endpoint.match(exchange.head.method, exchange.target.path) {
    case .none: write(context, exchange, route: "", .refusal(.notFound, "no such path"))
    case .wrongMethod(let template, let allowed):
      var reply = Reply.refusal(.methodNotAllowed, "method not allowed")
      let names = allowed.map(\.rawValue).joined(separator: ", ")
      reply.headers.add(name: "Allow", value: names)
      write(context, exchange, route: template, reply)
    case .found(let endpoint, let parameters):
      var exchange = exchange
      exchange.parameters = parameters
      let routed = exchange
      let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
      endpoint.respond(routed, core).whenComplete { result in
        let reply = (try? result.get()) ?? .internalError
        bound.value.handler.write(
          bound.value.context,
          routed,
          route: endpoint.template,
          reply
        )
      }
    }
  }

  private func refuseLargeBody(_ context: ChannelHandlerContext, _ exchange: Exchange) {
    isDraining = true
    let route: String
    switch Endpoint.match(exchange.head.method, exchange.target.path) {
    case .found(let endpoint, _): route = endpoint.template
    case .wrongMethod(let template, _): route = template
    case .none: route = ""
    }
    let limit = core.configuration.bodyLimit
    write(
      context,
      exchange,
      route: route,
      .refusal(.payloadTooLarge, "body larger than \(limit) bytes")
    )
  }

  // MARK: - Writing

  private func write(
    _ context: ChannelHandlerContext,
    _ exchange: Exchange,
    route: String,
    _ reply: Reply
  ) {
    core.record(exchange, route: route, status: Int(reply.status.code), error: reply.reason)
    if case .ending = state { return }
    let isLast = isDraining || !exchange.head.isKeepAlive
    var head = HTTPResponseHead(
      version: .http1_1,
      status: reply.status,
      headers: reply.headers
    )
    if isLast { head.headers.add(name: "Connection", value: "close") }
    switch reply.body {
    case .bytes(let bytes):
      head.headers.add(name: "Content-Length", value: String(bytes.readableBytes))
      context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
      context.write(Self.wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
      state = .idle
      hasAnswered = true
      write(context, .end(nil), thenClose: isLast)
    case .liveLog:
      context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: nil)
      startStreaming(context)
    }
  }

  private func startStreaming(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    let writer = LogStreamWriter(core: core) {
      loop.execute {
        let (handler, context) = bound.value
        if case .streaming(let writer) = handler.state { writer.pump(context) }
      }
    }
    state = .streaming(writer)
  }

  private func write(
    _ context: ChannelHandlerContext,
    _ part: HTTPServerResponsePart,
    thenClose: Bool
  ) {
    if thenClose {
      state = .ending
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      context.writeAndFlush(Self.wrapOutboundOut(part)).whenComplete { _ in
        bound.value.close(promise: nil)
      }
    } else {
      context.writeAndFlush(Self.wrapOutboundOut(part), promise: nil)
      expectRequest(context, within: core.configuration.idleDeadline)
    }
  }

  // MARK: - Ends

  /// Ends the connection unless a request is complete in time: with 408, or without a word between
  /// requests.
  private func expectRequest(_ context: ChannelHandlerContext, within time: TimeAmount) {
    deadline?.cancel()
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: time) {
      let (handler, context) = bound.value
      if case .idle = handler.state, handler.hasAnswered { return handler.end(context) }
      handler.refuseWithoutRequest(context, .requestTimeout, "no complete request in time")
    }
  }

  /// Refuses what never became a request: writes past the handlers that pair answers with requests.
  private func refuseWithoutRequest(
    _ context: ChannelHandlerContext,
    _ status: HTTPResponseStatus,
    _ reason: String
  ) {
    if case .ending = state { return }
    var line = core.line(.warn, "request refused: \(reason)", event: "request_refused")
    if case .receiving(let exchange) = state {
      line.method = exchange.head.method.rawValue
      line.path = exchange.target.path
      line.trace = exchange.trace
    }
    line.clientIP = context.channel.remoteAddress?.ipAddress
    line.status = Int(status.code)
    state = .ending
    core.log.write(line)
    core.requests.count(
      .init(method: "OTHER", path: "", status: Int(status.code)),
      seconds: 0
    )
    let pairing = try? context.pipeline.syncOperations.context(
      handlerType: HTTPServerPipelineHandler.self
    )
    guard let pairing else { return end(context) }
    let head = HTTPResponseHead(
      version: .http1_1,
      status: status,
      headers: ["Connection": "close", "Content-Length": "0"]
    )
    pairing.write(Self.wrapOutboundOut(.head(head)), promise: nil)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    pairing.writeAndFlush(Self.wrapOutboundOut(.end(nil))).whenComplete { _ in
      bound.value.close(promise: nil)
    }
  }

  private func end(_ context: ChannelHandlerContext) {
    state = .ending
    context.close(promise: nil)
  }
}
