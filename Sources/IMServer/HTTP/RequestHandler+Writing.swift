import NIOCore
import NIOHTTP1

extension RequestHandler {
  /// Writes the answer to a request, and has it counted and logged.
  func write(
    _ context: ChannelHandlerContext,
    _ exchange: Exchange,
    route: String,
    _ reply: Reply
  ) {
    core.record(exchange, route: route, status: Int(reply.status.code), error: reply.reason)
    if case .ending = state { return }
    isDraining = isDraining || !exchange.head.isKeepAlive
    var head = HTTPResponseHead(
      version: .http1_1,
      status: reply.status,
      headers: reply.headers
    )
    head.headers.add(name: "Date", value: core.configuration.clock().httpDate)
    // The answer to HEAD is that to GET without its body (RFC 9110, section 9.3.2).
    let isHeadOnly = exchange.head.method == .HEAD
    if case .liveLog = reply.body, isHeadOnly { isDraining = true }
    if isDraining { head.headers.add(name: "Connection", value: "close") }
    switch reply.body {
    case .bytes(let bytes):
      head.headers.add(name: "Content-Length", value: String(bytes.readableBytes))
      // The compressor wants head and body in one go.
      context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
      if !isHeadOnly {
        context.write(Self.wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
      }
      context.flush()
      if isDraining || context.channel.isWritable { return finishAnswer(context) }
      // Whoever sends requests and reads no answers would have them pile up here.
      state = .blocked
      expectRequest(within: core.configuration.idleDeadline)
    case .liveLog:
      context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: nil)
      if isHeadOnly { return finishAnswer(context) }
      startStreaming(context)
    }
  }

  /// Writes the end of an answer, which lets the next request come.
  func finishAnswer(_ context: ChannelHandlerContext) {
    state = .idle
    hasAnswered = true
    write(context, .end(nil), thenClose: isDraining)
  }

  /// Writes the last part of an answer.
  func write(
    _ context: ChannelHandlerContext,
    _ part: HTTPServerResponsePart,
    thenClose: Bool
  ) {
    guard thenClose else {
      context.writeAndFlush(Self.wrapOutboundOut(part), promise: nil)
      return expectRequest(within: core.configuration.idleDeadline)
    }
    let isSending = isUnread
    state = .ending
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    context.writeAndFlush(Self.wrapOutboundOut(part)).whenComplete { _ in
      let (handler, context) = bound.value
      if isSending { handler.linger(context) } else { context.close(promise: nil) }
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

  /// Refuses what never became a request: writes past the handlers that pair answers with requests.
  func refuseWithoutRequest(
    _ context: ChannelHandlerContext,
    _ status: HTTPResponseStatus,
    _ reason: String
  ) {
    if case .ending = state { return }
    var line = LogLine(.warn, "request refused: \(reason)", event: "request_refused")
    if case .receiving(let exchange) = state {
      line.method = exchange.head.method.rawValue
      line.path = exchange.target.path
      line.trace = exchange.trace
    }
    line.clientIP = context.channel.remoteAddress?.ipAddress
    line.status = Int(status.code)
    state = .ending
    core.log.write(line)
    core.requests.count(.init(method: "OTHER", path: "", status: Int(status.code)), seconds: 0)
    let pairing = try? context.pipeline.syncOperations.context(
      handlerType: HTTPServerPipelineHandler.self
    )
    guard let pairing else { return end(context) }
    let head = HTTPResponseHead(
      version: .http1_1,
      status: status,
      headers: [
        "Date": core.configuration.clock().httpDate, "Connection": "close", "Content-Length": "0",
      ]
    )
    pairing.write(Self.wrapOutboundOut(.head(head)), promise: nil)
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    pairing.writeAndFlush(Self.wrapOutboundOut(.end(nil))).whenComplete { _ in
      bound.value.handler.linger(bound.value.context)
    }
  }

  /// Ends the connection of a client that may still be sending what it was refused for.
  func linger(_ context: ChannelHandlerContext) {
    expectRequest(within: nil)
    guard !isInputClosed else { return context.close(promise: nil) }
    LingerHandler.linger(on: context.channel, for: core.configuration.closingDeadline)
  }
}
