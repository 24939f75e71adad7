import NIOCore
import NIOHTTP1

extension Tunnel {
  /// Makes a client's and an upstream's connection raw and ties them together; closes both where that
  /// cannot be done.
  ///
  /// - Parameters:
  ///   - client: The client's channel, whose handlers are the proxy's.
  ///   - upstream: The upstream's channel on the same event loop.
  ///   - ended: Told once, at the end, how many bytes the upstream has sent.
  static func tie(
    _ client: any Channel,
    _ upstream: any Channel,
    ended: @escaping @Sendable (Int) -> Void
  ) {
    let (near, far) = pair(client, upstream, ended: ended)
    do {
      // What the decoders have not used goes to the tunnel's ends, which are there already.
      try client.pipeline.syncOperations.addHandler(near)
      try upstream.pipeline.syncOperations.addHandler(far)
      strip(
        client,
        of: [
          IdleStateHandler.self, EdgeHandler.self, HTTPResponseEncoder.self,
          ByteToMessageHandler<HTTPRequestDecoder>.self,
        ]
      )
      strip(
        upstream,
        of: [
          UpstreamHandler.self, HTTPRequestEncoder.self,
          ByteToMessageHandler<HTTPResponseDecoder>.self,
        ]
      )
    } catch {
      client.close(promise: nil)
      upstream.close(promise: nil)
    }
  }

  private static func strip(_ channel: any Channel, of types: [any RemovableChannelHandler.Type]) {
    let operations = channel.pipeline.syncOperations
    for type in types { remove(type, operations) }
  }

  private static func remove<Handler: RemovableChannelHandler>(
    _ type: Handler.Type,
    _ operations: ChannelPipeline.SynchronousOperations
  ) {
    guard let context = try? operations.context(handlerType: type) else { return }
    operations.removeHandler(context: context, promise: nil)
  }
}
