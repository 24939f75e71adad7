import NIOCore
import NIOWebSocket

/// One WebSocket: takes its frames, writes what waits for it and does what its life asks for.
///
/// What state the connection is in, and why it ends, is the registry's to say; this handler performs.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let id: ConnectionID
  private let identity: ConnectionIdentity
  private let core: GatewayCore
  private let deadlines: DeadlineKeeper
  private let outbox: Outbox
  private var ticket: DeadlineHeap.Ticket?
  private var assembler: MessageAssembler
  private var traffic = Traffic()
  private var isHeard = false
  private var isClosing = false
  /// The answer to the newest ping, which a full socket has not taken yet.
  private var pong: ByteBuffer?

  init(
    id: ConnectionID,
    identity: ConnectionIdentity,
    core: GatewayCore,
    deadlines: DeadlineKeeper
  ) {
    self.id = id
    self.identity = identity
    self.core = core
    self.deadlines = deadlines
    assembler = MessageAssembler(limit: core.configuration.messageLimit)
    outbox = Outbox(limit: core.configuration.outbox, counter: core.messages)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    ticket = deadlines.add { now in
      let (handler, context) = bound.value
      let isHeard = handler.isHeard || handler.core.faults.isOn(.stopHeartbeat)
      handler.perform(context, .tick(isHeard: isHeard), at: now)
    }
    guard context.channel.isActive else { return end(context) }
    core.rooms.join(identity.room, id, Listener(outbox, bound))
    perform(context, .activate)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(context)
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is DrainEvent: perform(context, .close(.shutdown))
    case ChannelEvent.inputClosed: context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    pump(context)
    context.fireChannelWritabilityChanged()
  }

  // MARK: - Life

  private func perform(
    _ context: ChannelHandlerContext,
    _ event: ConnectionLife.Event,
    at now: NIODeadline = .now()
  ) {
    let step = core.registry.apply(event, to: id, at: now, traffic: traffic)
    if let ticket { deadlines.set(ticket, to: step.deadline) }
    switch step.action {
    case .open, .ping, .maintain:
      isHeard = false
      context.writeAndFlush(frame(.ping, ByteBuffer()), promise: nil)
    case .close(let cause): sayGoodbye(context, cause)
    case .drop: context.close(promise: nil)
    case .none, .end, .abandon: break
    }
  }

  private func end(_ context: ChannelHandlerContext) {
    leave()
    perform(context, .destroy)
    if let ticket { deadlines.remove(ticket) }
    ticket = nil
  }

  private func leave() {
    isClosing = true
    core.rooms.leave(identity.room, id)
    outbox.close()
  }

  private func sayGoodbye(_ context: ChannelHandlerContext, _ cause: CloseCause) {
    leave()
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let written = context.writeAndFlush(frame(.connectionClose, cause.closePayload))
    switch cause.farewell {
    case .hangUp: context.close(promise: nil)
    case .answer: written.whenComplete { _ in bound.value.close(promise: nil) }
    case .fail:
      // Closing a socket with unread bytes resets it, and the reset overtakes the goodbye.
      written.whenComplete { _ in bound.value.close(mode: .output, promise: nil) }
    case .ask: break
    }
  }

  // MARK: - Frames from the client

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = Self.unwrapInboundIn(data)
    guard !isClosing else {
      if frame.opcode == .connectionClose { context.close(promise: nil) }
      return
    }
    isHeard = true
    do throws(WebSocketViolation) {
      try take(context, assembler.accept(frame))
    } catch {
      perform(context, .close(.violation(error)))
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let violation: WebSocketViolation
    switch error as? NIOWebSocketError {
    case .invalidFrameLength: violation = .tooBig(limit: core.configuration.messageLimit)
    case .fragmentedControlFrame: violation = .protocolError("control frame is fragmented")
    case .multiByteControlFrameLength:
      violation = .protocolError("control frame longer than 125 bytes")
    case nil:
      // A reset socket becomes inactive by itself; what follows a framing error is not read any more.
      return
    }
    perform(context, .close(.violation(violation)))
  }

  private func take(_ context: ChannelHandlerContext, _ event: MessageAssembler.Event) {
    switch event {
    case .none, .pong: break
    case .ping(let payload):
      // Of several pings the newest is answered, which RFC 6455 allows in section 5.5.3.
      pong = payload
      pump(context)
    case .close(let code): perform(context, .close(.peer(code: code)))
    case .binary(let bytes): take(context, bytes, as: .binary)
    case .text(let bytes): take(context, bytes, as: .text)
    }
  }

  private func take(
    _ context: ChannelHandlerContext,
    _ bytes: ByteBuffer,
    as opcode: WebSocketOpcode
  ) {
    core.messages.countReceived()
    traffic.received += 1
    if core.configuration.messages == .echoed { return echo(context, bytes, as: opcode) }
    guard opcode == .text else {
      return reply(context, error: "binary messages are not understood")
    }
    guard let message = IncomingMessage(json: bytes.readableBytesView) else {
      return reply(context, error: "not a message: {\"text\":\"...\"} is needed")
    }
    let room = message.room ?? identity.room
    guard UpgradeRequest.isName(room) else { return reply(context, error: "no such room") }
    let time = core.configuration.clock()
    switch core.rooms.say(message.text, in: room, by: identity.user, at: time) {
    case .said: break
    case .tooManyRooms: reply(context, error: "too many rooms")
    case .hubFull: reply(context, error: "hub queue full")
    }
  }

  // MARK: - Frames to the client

  private func frame(_ opcode: WebSocketOpcode, _ payload: ByteBuffer) -> NIOAny {
    Self.wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: payload))
  }

  private func echo(
    _ context: ChannelHandlerContext,
    _ bytes: ByteBuffer,
    as opcode: WebSocketOpcode
  ) {
    core.messages.countSent(1)
    traffic.sent += 1
    context.writeAndFlush(frame(opcode, bytes), promise: nil)
  }

  private func reply(_ context: ChannelHandlerContext, error: String) {
    var object = JSONObjectText()
    object.add("type", "error")
    object.add("error", error)
    switch outbox.offer(ByteBuffer(bytes: object.finished())) {
    case .first: pump(context)
    case .overflow: overflow(context)
    case .queued, .closed: break
    }
  }

  /// Writes what waits for as long as the socket takes it.
  fileprivate func pump(_ context: ChannelHandlerContext) {
    if !isClosing, context.channel.isWritable, let payload = pong.take() {
      context.writeAndFlush(frame(.pong, payload), promise: nil)
    }
    var count = 0
    while !isClosing, context.channel.isWritable, let payload = outbox.take() {
      context.write(frame(.text, payload), promise: nil)
      count += 1
    }
    guard count > 0 else { return }
    core.messages.countSent(count)
    traffic.sent += count
    context.flush()
  }

  fileprivate func overflow(_ context: ChannelHandlerContext) {
    perform(context, .close(.slowConsumer))
  }
}

extension ConnectionHandler {
  /// A connection as its room sees it.
  private struct Listener: MessageListener {
    typealias Bound = NIOLoopBound<(handler: ConnectionHandler, context: ChannelHandlerContext)>

    private let outbox: Outbox
    private let eventLoop: any EventLoop
    private let bound: Bound

    init(_ outbox: Outbox, _ bound: Bound) {
      self.outbox = outbox
      self.bound = bound
      eventLoop = bound.value.context.eventLoop
    }

    func deliver(_ payload: ByteBuffer) {
      switch outbox.offer(payload) {
      case .first: eventLoop.execute { bound.value.handler.pump(bound.value.context) }
      case .overflow: eventLoop.execute { bound.value.handler.overflow(bound.value.context) }
      case .queued, .closed: break
      }
    }
  }
}
