import NIOCore
import NIOHTTP1

/// Writes the live log to one reader, as fast as that reader reads.
final class LogStreamWriter {
  private let subscription: LogSubscription
  private let core: GatewayCore

  /// A writer that listens from now on and has itself pumped by `announce` when there are lines.
  init(core: GatewayCore, announce: @escaping @Sendable () -> Void) {
    self.core = core
    subscription = LogSubscription(announce: announce)
    core.logWriter.add(subscription)
  }

  /// Writes what waits if the reader is ready for it; lost lines are told in a line of their own.
  func pump(_ context: ChannelHandlerContext) {
    guard context.channel.isWritable else { return }
    let delivery = subscription.take()
    var payload = ByteBuffer()
    for var chunk in delivery.chunks { payload.writeBuffer(&chunk) }
    if delivery.dropped > 0 {
      var bytes: [UInt8] = []
      let message = "reader too slow: \(delivery.dropped) lines dropped"
      core.logWriter.format.encode(
        LogEntry(
          time: core.configuration.clock(),
          severity: .warn,
          message: message,
          fields: [LogField("event", .text("log_stream_dropped"))]
        ),
        into: &bytes
      )
      payload.writeBytes(bytes)
    }
    if payload.readableBytes > 0 {
      let part = HTTPServerResponsePart.body(.byteBuffer(payload))
      context.writeAndFlush(RequestHandler.wrapOutboundOut(part), promise: nil)
    }
  }

  /// Stops listening to the log.
  func stop() {
    core.logWriter.remove(subscription)
  }
}
