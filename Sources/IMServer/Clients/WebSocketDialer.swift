import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// Opens WebSockets to the gateway from the address of a client.
struct WebSocketDialer: Sendable {
  /// The gateway did not upgrade.
  struct Refused: Error {}

  let gateway: GatewayAddress

  /// Connects and upgrades.
  ///
  /// - Parameters:
  ///   - profile: Who connects; its address is bound before the connection is made.
  ///   - loop: Where everything about the connection happens.
  ///   - frames: Makes the handler that takes the frames.
  /// - Returns: The channel once it is a WebSocket.
  func dial(
    _ profile: ClientProfile,
    on loop: any EventLoop,
    frames: @escaping @Sendable () -> any ChannelInboundHandler
  ) -> EventLoopFuture<any Channel> {
    let upgrader = NIOTypedWebSocketClientUpgrader<any Channel>(
      maxFrameSize: 1 << 20,
      enableAutomaticErrorHandling: true
    ) { channel, _ in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(frames())
        return channel
      }
    }
    let head = HTTPRequestHead(
      version: .http1_1,
      method: .GET,
      uri: "/ws/connect?user=\(profile.user)&room=\(profile.room)",
      headers: ["Host": gateway.authority, "User-Agent": profile.userAgent]
    )
    var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
      upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
        upgradeRequestHead: head,
        upgraders: [upgrader]
      ) { channel in
        channel.close(promise: nil)
        return channel.eventLoop.makeFailedFuture(Refused())
      }
    )
    // The gateway's first ping may come in one piece with its answer.
    configuration.leftOverBytesStrategy = .forwardBytes
    let upgraded = configuration
    return loop.makeCompletedFuture {
      (try gateway.resolved(), try SocketAddress(ipAddress: profile.address, port: 0))
    }.flatMap { remote, local in
      ClientBootstrap(group: loop)
        .connectTimeout(.seconds(10))
        .bind(to: local)
        .connect(to: remote)
    }.flatMap { channel in
      channel.pipeline.configureUpgradableHTTPClientPipeline(configuration: upgraded)
        .flatMap { $0 }
        .flatMapError { error in
          channel.close(promise: nil)
          return loop.makeFailedFuture(error)
        }
    }
  }
}
