import NIOCore
import NIOHTTP1

/// The proxy's connection to an upstream: hands what comes to the client's side.
final class UpstreamHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPClientResponsePart

  private let client: NIOLoopBound<(handler: EdgeHandler, context: ChannelHandlerContext)>

  init(_ client: NIOLoopBound<(handler: EdgeHandler, context: ChannelHandlerContext)>) {
    self.client = client
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let (handler, near) = client.value
    handler.answered(near, context.channel, Self.unwrapInboundIn(data))
  }

  func channelInactive(context: ChannelHandlerContext) {
    let (handler, near) = client.value
    handler.failed(near, context.channel, .badGateway)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
