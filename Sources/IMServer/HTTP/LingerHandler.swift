import NIOCore

/// Ends a connection whose client is still sending: says that nothing more will be written, then reads
/// and forgets what comes until the client is done.
///
/// Closing a socket with unread bytes resets it, and the reset overtakes the answer. It stands first in
/// the pipeline, so that nobody takes the bytes for requests; both bytes and time are bounded.
final class LingerHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  /// How many bytes are forgotten before the client is cut off.
  static let limit = 16 << 20

  private let patience: TimeAmount
  private var forgotten = 0

  /// A handler that waits for the client for so long.
  init(patience: TimeAmount) {
    self.patience = patience
  }

  /// Begins to linger on a channel to which everything has been written.
  static func linger(on channel: any Channel, for patience: TimeAmount) {
    let handler = LingerHandler(patience: patience)
    guard channel.isActive,
      (try? channel.pipeline.syncOperations.addHandler(handler, position: .first)) != nil
    else { return channel.close(promise: nil) }
  }

  func handlerAdded(context: ChannelHandlerContext) {
    context.close(mode: .output, promise: nil)
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: patience) { bound.value.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    forgotten += Self.unwrapInboundIn(data).readableBytes
    if forgotten > Self.limit { context.close(promise: nil) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
  }
}
