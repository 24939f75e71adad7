import NIOCore

/// One end of a tunnel: what arrives here leaves at the other end.
///
/// An end whose partner cannot take more is not read from; when one closes, so does the other.
final class Tunnel: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let partner: any Channel
  private let isCounted: Bool
  private let ended: @Sendable (Int) -> Void
  private var bytes = 0

  private init(to partner: any Channel, ended: (@Sendable (Int) -> Void)?) {
    self.partner = partner
    isCounted = ended != nil
    self.ended = ended ?? { _ in }
  }

  /// The two ends of a tunnel between two channels of one event loop.
  ///
  /// - Parameters:
  ///   - near: The client's channel.
  ///   - far: The upstream's channel.
  ///   - ended: Told once, at the end, how many bytes the upstream has sent.
  /// - Returns: The handlers for the two channels.
  static func pair(
    _ near: any Channel,
    _ far: any Channel,
    ended: @escaping @Sendable (Int) -> Void
  ) -> (near: Tunnel, far: Tunnel) {
    (Tunnel(to: far, ended: nil), Tunnel(to: near, ended: ended))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = Self.unwrapInboundIn(data)
    bytes += buffer.readableBytes
    partner.writeAndFlush(buffer, promise: nil)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    _ = partner.setOption(.autoRead, value: context.channel.isWritable)
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if isCounted { ended(bytes) }
    // What was written before leaves before the end does.
    partner.close(mode: .all, promise: nil)
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is DrainEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
