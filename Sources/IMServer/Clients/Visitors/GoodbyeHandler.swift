import NIOCore
import NIOWebSocket

/// The WebSocket of somebody who listens to nothing and closes when told so.
final class GoodbyeHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if Self.unwrapInboundIn(data).opcode == .connectionClose { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
