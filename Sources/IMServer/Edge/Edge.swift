import Glibc
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOPosix
public import ServiceLifecycle

/// A small round-robin proxy before gateways, with an access log of its own.
///
/// Requests are handed on one by one, each on a connection of its own, with the client's address in
/// `X-Forwarded-For`; a WebSocket becomes a tunnel. An upstream that refuses or breaks off is 502, one
/// that does not answer in time 504, and a client that does not wait 499.
public final class Edge: Service, Sendable {
  private let core: EdgeCore
  private let server: any Channel
  private let group: MultiThreadedEventLoopGroup
  private let clients = OpenChannels()
  /// A socket that is listened on and never accepted from, while upstreams are gone.
  private let silent = NIOLockedValueBox<(any Channel)?>(nil)

  /// The port that the proxy listens on.
  public var port: Int { server.localAddress?.port ?? core.configuration.port }

  /// Opens the log and starts to listen.
  public init(_ configuration: EdgeConfiguration) async throws(GatewayError) {
    let core = EdgeCore(configuration, log: try LogWriter(path: configuration.logPath))
    self.core = core
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let clients = clients
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          clients.add(channel)
          let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)
          )
          try channel.pipeline.syncOperations.addHandlers([
            HTTPResponseEncoder(), decoder,
            IdleStateHandler(allTimeout: configuration.idleDeadline),
            EdgeHandler(core: core),
          ])
        }
      }
    do {
      server = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
    } catch {
      await core.log.close()
      try? await group.shutdownGracefully()
      throw .cannotListen(
        host: configuration.host,
        port: configuration.port,
        reason: (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
      )
    }
  }

  /// Serves until a graceful shutdown or cancellation.
  public func run() async throws {
    try? await gracefulShutdown()
    await shutDown()
  }

  /// Stops listening, ends every connection, ends the log.
  public func shutDown() async {
    try? await server.close()
    await clients.drain(within: .zero)
    try? await silent.withLockedValue { $0 }?.close()
    try? await group.shutdownGracefully()
    await core.log.close()
  }

  /// Opens the log's path again, which somebody else may have given to a new file.
  public func reopenLog() { core.log.reopen() }

  /// Lets something go wrong.
  public func begin(_ fault: EdgeFault) {
    switch fault {
    case .goneUpstreams:
      // Nobody listens on the first address, whose port is that of a living upstream elsewhere.
      let port = core.configuration.upstreams.first?.port ?? 9
      core.rotation.withLockedValue { $0.gone = [GatewayAddress(host: "127.0.0.2", port: port)] }
      listenSilently()
    }
  }

  /// Ends what goes wrong.
  public func end(_ fault: EdgeFault) {
    switch fault {
    case .goneUpstreams:
      core.rotation.withLockedValue { $0.gone = [] }
      let channel = silent.withLockedValue { channel in
        defer { channel = nil }
        return channel
      }
      channel?.close(promise: nil)
    }
  }

  /// Opens a port whose connections are made by the system and never taken.
  private func listenSilently() {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.autoRead, value: false)
      .bind(host: "127.0.0.3", port: 0)
      .whenSuccess { [self] channel in
        silent.withLockedValue { $0 = channel }
        let address = GatewayAddress(host: "127.0.0.3", port: channel.localAddress?.port ?? 9)
        core.rotation.withLockedValue { if !$0.gone.isEmpty { $0.gone.append(address) } }
      }
  }
}
