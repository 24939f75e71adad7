import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOPosix

/// One client's connection to the proxy: takes its requests, one after the other, and answers them
/// with what the upstreams say.
final class EdgeHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private enum State {
    /// Between requests.
    case idle
    /// A request's body is coming in.
    case receiving(EdgeExchange)
    /// An upstream is asked; the channel to it once it is connected.
    case asking(EdgeExchange, (any Channel)?)
    /// Bytes go to and fro until one side ends it.
    case tunnelling
    /// The connection ends; whatever comes is ignored.
    case ending
  }

  /// How many parts of requests that came too early are kept.
  private static let earlyLimit = 64

  private let core: EdgeCore
  private var state = State.idle
  private var early: [HTTPServerRequestPart] = []
  private var deadline: Scheduled<Void>?

  init(core: EdgeCore) {
    self.core = core
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    let last = state
    state = .ending
    if case .asking(let exchange, let upstream) = last {
      log(exchange, status: exchange.status ?? 499)
      upstream?.close(promise: nil)
    }
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    take(context, Self.unwrapInboundIn(data))
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch (event, state) {
    case (is IdleStateHandler.IdleStateEvent, .idle),
      (is IdleStateHandler.IdleStateEvent, .receiving),
      (is DrainEvent, _):
      context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  // MARK: - The request

  private func take(_ context: ChannelHandlerContext, _ part: HTTPServerRequestPart) {
    switch (part, state) {
    case (.head(let head), .idle):
      let address = context.channel.remoteAddress?.ipAddress ?? ""
      state = .receiving(EdgeExchange(head: head, address: address))
    case (.body(var bytes), .receiving(var exchange)):
      exchange.body.writeBuffer(&bytes)
      guard exchange.body.readableBytes <= core.configuration.bodyLimit else {
        return refuse(context, exchange, .payloadTooLarge)
      }
      state = .receiving(exchange)
    case (.end, .receiving(let exchange)): ask(context, exchange)
    case (_, .asking):
      guard early.count < Self.earlyLimit else { return context.close(promise: nil) }
      early.append(part)
    default: break
    }
  }

  private func ask(_ context: ChannelHandlerContext, _ exchange: EdgeExchange) {
    var exchange = exchange
    exchange.upstream = core.rotation.withLockedValue { $0.next() }
    guard let address = try? exchange.upstream?.resolved() else {
      return refuse(context, exchange, .badGateway)
    }
    state = .asking(exchange, nil)
    let request = (head: exchange.forwarded, body: exchange.body)
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    ClientBootstrap(group: context.eventLoop)
      .connectTimeout(core.configuration.connectDeadline)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let decoder = ByteToMessageHandler(
            HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes)
          )
          try channel.pipeline.syncOperations.addHandlers([
            HTTPRequestEncoder(), decoder, UpstreamHandler(bound),
          ])
        }
      }
      .connect(to: address)
      .whenComplete { result in
        switch result {
        case .success(let channel):
          bound.value.handler.connected(bound.value.context, channel, request)
        case .failure(let error):
          var status = HTTPResponseStatus.badGateway
          if case .connectTimeout = error as? ChannelError { status = .gatewayTimeout }
          bound.value.handler.failed(bound.value.context, nil, status)
        }
      }
  }

  private func connected(
    _ context: ChannelHandlerContext,
    _ upstream: any Channel,
    _ request: (head: HTTPRequestHead, body: ByteBuffer)
  ) {
    guard case .asking(let exchange, _) = state else { return upstream.close(promise: nil) }
    state = .asking(exchange, upstream)
    upstream.write(HTTPClientRequestPart.head(request.head), promise: nil)
    upstream.write(HTTPClientRequestPart.body(.byteBuffer(request.body)), promise: nil)
    upstream.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: core.configuration.answerDeadline) {
      bound.value.handler.failed(bound.value.context, upstream, .gatewayTimeout)
    }
  }

  // MARK: - The answer

  /// The upstream has said something.
  func answered(
    _ context: ChannelHandlerContext,
    _ upstream: any Channel,
    _ part: HTTPClientResponsePart
  ) {
    guard case .asking(var exchange, let asked) = state, asked === upstream else { return }
    switch part {
    case .head(let head):
      deadline?.cancel()
      exchange.status = Int(head.status.code)
      state = .asking(exchange, upstream)
      let answer = EdgeExchange.answer(head, isKept: exchange.head.isKeepAlive)
      context.writeAndFlush(Self.wrapOutboundOut(.head(answer)), promise: nil)
    case .body(let bytes):
      exchange.bodyBytes += bytes.readableBytes
      state = .asking(exchange, upstream)
      context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
      if !context.channel.isWritable { _ = upstream.setOption(.autoRead, value: false) }
    case .end:
      if exchange.status == 101 { return tunnel(context, exchange, upstream) }
      log(exchange, status: exchange.status ?? 0)
      finish(context, isKept: exchange.head.isKeepAlive)
      upstream.close(promise: nil)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if case .asking(_, let upstream?) = state, context.channel.isWritable {
      _ = upstream.setOption(.autoRead, value: true)
    }
    context.fireChannelWritabilityChanged()
  }

  /// The upstream will not say what it should: it refused (nil), is gone or late.
  ///
  /// What is heard of the upstream of an earlier request concerns nobody.
  func failed(
    _ context: ChannelHandlerContext,
    _ upstream: (any Channel)?,
    _ status: HTTPResponseStatus
  ) {
    guard case .asking(let exchange, let asked) = state, asked === upstream else { return }
    // Closing it is heard at once, and concerns nobody any more.
    state = .asking(exchange, nil)
    upstream?.close(promise: nil)
    guard exchange.status == nil else {
      // The head is out: nothing but the end of the connection can tell the client.
      log(exchange, status: exchange.status ?? 0)
      state = .ending
      return context.close(promise: nil)
    }
    refuse(context, exchange, status)
  }

  private func refuse(
    _ context: ChannelHandlerContext,
    _ exchange: EdgeExchange,
    _ status: HTTPResponseStatus
  ) {
    deadline?.cancel()
    var exchange = exchange
    let page = ByteBuffer(string: "\(status.code) \(status.reasonPhrase)\n")
    exchange.bodyBytes = page.readableBytes
    let isKept = exchange.head.isKeepAlive && status != .payloadTooLarge
    let head = HTTPResponseHead(
      version: .http1_1,
      status: status,
      headers: [
        "Date": core.configuration.clock().httpDate, "Content-Type": "text/plain",
        "Content-Length": String(page.readableBytes),
        "Connection": isKept ? "keep-alive" : "close",
      ]
    )
    context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
    context.write(Self.wrapOutboundOut(.body(.byteBuffer(page))), promise: nil)
    log(exchange, status: Int(status.code))
    finish(context, isKept: isKept)
  }

  private func finish(_ context: ChannelHandlerContext, isKept: Bool) {
    guard isKept else {
      state = .ending
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      return context.writeAndFlush(Self.wrapOutboundOut(.end(nil)))
        .whenComplete { _ in bound.value.close(promise: nil) }
    }
    state = .idle
    context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    let parts = early
    early = []
    for part in parts { take(context, part) }
  }

  /// Makes both connections raw and ties them together.
  private func tunnel(
    _ context: ChannelHandlerContext,
    _ exchange: EdgeExchange,
    _ upstream: any Channel
  ) {
    state = .tunnelling
    Tunnel.tie(context.channel, upstream) { [core] bytes in
      var exchange = exchange
      exchange.bodyBytes = bytes
      core.log.write(text: exchange.line(at: core.configuration.clock(), status: 101).text)
    }
  }

  private func log(_ exchange: EdgeExchange, status: Int) {
    core.log.write(text: exchange.line(at: core.configuration.clock(), status: status).text)
  }
}
