import NIOCore
import NIOWebSocket

/// One WebSocket: takes its frames, keeps its heartbeat and ends it.
///
/// What state the connection is in, and why it ends, is the registry's to say; this handler performs.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let id: ConnectionID
  private let identity: ConnectionIdentity
  private let core: GatewayCore
  private var assembler: MessageAssembler
  private var heartbeat: Heartbeat
  private var timer: Scheduled<Void>?
  private var isClosing = false

  init(id: ConnectionID, identity: ConnectionIdentity, core: GatewayCore) {
    self.id = id
    self.identity = identity
    self.core = core
    assembler = MessageAssembler(limit: core.configuration.messageLimit)
    heartbeat = Heartbeat(core.configuration.heartbeat)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    guard context.channel.isActive else { return core.registry.destroy(id, at: .now()) }
    core.registry.activate(id, at: .now())
    core.rooms.join(identity.room, id, Listener(self, context))
    beat(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    timer?.cancel()
    core.rooms.leave(identity.room, id)
    core.registry.destroy(id, at: .now())
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is DrainEvent { close(context, .shutdown) }
    context.fireUserInboundEventTriggered(event)
  }

  // MARK: - Frames from the client

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = Self.unwrapInboundIn(data)
    guard !isClosing else {
      if frame.opcode == .connectionClose { context.close(promise: nil) }
      return
    }
    heartbeat.hear()
    do throws(WebSocketViolation) {
      try take(context, assembler.accept(frame))
    } catch {
      close(context, .violation(error))
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error as? NIOWebSocketError {
    case .invalidFrameLength:
      close(context, .violation(.tooBig(limit: core.configuration.messageLimit)))
    case .fragmentedControlFrame:
      close(context, .violation(.protocolError("control frame is fragmented")))
    case .multiByteControlFrameLength:
      close(context, .violation(.protocolError("control frame longer than 125 bytes")))
    case nil:
      // A reset socket becomes inactive by itself; what follows a framing error is not read any more.
      break
    }
  }

  private func take(_ context: ChannelHandlerContext, _ event: MessageAssembler.Event) {
    switch event {
    case .none, .pong: break
    case .ping(let payload):
      guard context.channel.isWritable else { return close(context, .slowReader) }
      context.writeAndFlush(frame(.pong, payload), promise: nil)
    case .close(let code): close(context, .peer(code: code))
    case .binary: reply(context, error: "binary messages are not understood")
    case .text(let text): say(context, text)
    }
  }

  private func say(_ context: ChannelHandlerContext, _ text: String) {
    core.messages.countReceived()
    guard let message = IncomingMessage(json: text.utf8) else {
      return reply(context, error: "not a message: {\"text\":\"...\"} is needed")
    }
    let room = message.room ?? identity.room
    guard UpgradeRequest.isName(room) else { return reply(context, error: "no such room") }
    let time = core.configuration.clock()
    if core.rooms.say(message.text, in: room, by: identity.user, at: time) == nil {
      reply(context, error: "too many rooms")
    }
  }

  // MARK: - Frames to the client

  private func frame(_ opcode: WebSocketOpcode, _ payload: ByteBuffer) -> NIOAny {
    Self.wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: payload))
  }

  private func reply(_ context: ChannelHandlerContext, error: String) {
    var object = JSONObjectText()
    object.add("type", "error")
    object.add("error", error)
    send(context, ByteBuffer(bytes: object.finished()))
  }

  /// Writes a message; a client whose bounded queue is full is given up.
  fileprivate func send(_ context: ChannelHandlerContext, _ payload: ByteBuffer) {
    guard !isClosing else { return }
    guard context.channel.isWritable else { return close(context, .slowReader) }
    core.messages.countSent()
    context.writeAndFlush(frame(.text, payload), promise: nil)
  }

  // MARK: - Heartbeat and end

  private func beat(_ context: ChannelHandlerContext) {
    if core.faults.isOn(.stopHeartbeat) {
      return after(core.configuration.heartbeat.interval, context) { $0.beat($1) }
    }
    switch heartbeat.beat() {
    case .giveUp(let missed): close(context, .heartbeatTimeout(missed: missed))
    case .ping:
      context.writeAndFlush(frame(.ping, ByteBuffer()), promise: nil)
      after(core.configuration.heartbeat.interval, context) { $0.beat($1) }
    }
  }

  private func close(_ context: ChannelHandlerContext, _ cause: CloseCause) {
    guard core.registry.close(id, cause, at: .now()) else { return }
    isClosing = true
    core.rooms.leave(identity.room, id)
    switch cause.reason {
    case .heartbeatTimeout, .slowReader:
      // Nobody reads: the frame is a courtesy, the socket goes at once.
      writeClose(context, code: cause.reason == .slowReader ? 1008 : 1011, cause.message)
      context.close(promise: nil)
    case .normal, .goingAway, .noStatus, .clientError, .abnormal:
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      writeClose(context, code: cause.reason == .noStatus ? nil : cause.code, "")
        .whenComplete { _ in bound.value.close(promise: nil) }
      after(core.configuration.closingDeadline, context) { $1.close(promise: nil) }
    case .protocolError, .invalidData, .messageTooBig, .shutdown:
      writeClose(context, code: cause.code, cause.message)
      after(core.configuration.closingDeadline, context) { $1.close(promise: nil) }
    }
  }

  /// Writes a close frame.
  ///
  /// - Returns: Done when the frame is out or cannot get out.
  @discardableResult
  private func writeClose(
    _ context: ChannelHandlerContext,
    code: UInt16?,
    _ message: String
  ) -> EventLoopFuture<Void> {
    var payload = ByteBuffer()
    if let code {
      payload.writeInteger(code)
      payload.writeString(message)
    }
    return context.writeAndFlush(frame(.connectionClose, payload))
  }

  private func after(
    _ time: TimeAmount,
    _ context: ChannelHandlerContext,
    _ body: @escaping @Sendable (ConnectionHandler, ChannelHandlerContext) -> Void
  ) {
    timer?.cancel()
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    timer = context.eventLoop.scheduleTask(in: time) {
      body(bound.value.handler, bound.value.context)
    }
  }
}

extension ConnectionHandler {
  /// A connection as its room sees it.
  private struct Listener: MessageListener {
    private let eventLoop: any EventLoop
    private let bound: NIOLoopBound<(handler: ConnectionHandler, context: ChannelHandlerContext)>

    init(_ handler: ConnectionHandler, _ context: ChannelHandlerContext) {
      eventLoop = context.eventLoop
      bound = NIOLoopBound((handler, context), eventLoop: context.eventLoop)
    }

    func deliver(_ payload: ByteBuffer) {
      eventLoop.execute { bound.value.handler.send(bound.value.context, payload) }
    }
  }
}
