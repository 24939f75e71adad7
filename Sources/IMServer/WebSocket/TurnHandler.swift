import NIOCore
import NIOWebSocket

/// Lets a peer have no more than its turn before the loop's other connections have theirs.
///
/// One read can bring thousands of frames. After a few of them the rest waits, and the socket is not
/// read before it is taken: who sends faster than the room can be served is held back, and costs its
/// neighbours nothing. Errors and the end of what the peer sends keep their place behind the frames.
final class TurnHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias InboundOut = WebSocketFrame

  private var arrivals = Arrivals()

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    arrive(context, .frame(Self.unwrapInboundIn(data)))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    arrive(context, .error(error))
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { return arrive(context, .end) }
    context.fireUserInboundEventTriggered(event)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    arrivals.endRead()
    context.fireChannelReadComplete()
  }

  private func arrive(_ context: ChannelHandlerContext, _ arrival: Arrivals.Arrival) {
    switch arrivals.add(arrival) {
    case .take: pass(context, arrival)
    case .wait: break
    case .pause:
      setReading(context, false)
      goOnLater(context)
    }
  }

  private func goOnLater(_ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: Arrivals.pause) {
      bound.value.handler.goOn(bound.value.context)
    }
  }

  private func goOn(_ context: ChannelHandlerContext) {
    arrivals.beginTurn()
    while context.channel.isActive, let arrival = arrivals.next() { pass(context, arrival) }
    guard context.channel.isActive else { return }
    if arrivals.isEmpty { setReading(context, true) } else { goOnLater(context) }
  }

  private func pass(_ context: ChannelHandlerContext, _ arrival: Arrivals.Arrival) {
    switch arrival {
    case .frame(let frame): context.fireChannelRead(Self.wrapInboundOut(frame))
    case .error(let error): context.fireErrorCaught(error)
    case .end: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }
  }

  private func setReading(_ context: ChannelHandlerContext, _ isOn: Bool) {
    try? context.channel.syncOptions?.setOption(.autoRead, value: isOn)
  }
}
