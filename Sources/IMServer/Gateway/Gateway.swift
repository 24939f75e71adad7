import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
public import ServiceLifecycle

/// A small instant-messaging gateway: WebSockets, rooms, an HTTP interface, metrics and a log.
///
/// ```
/// GET  /ws/connect?user=U&room=R     becomes a WebSocket
/// POST /api/v1/messages              says something in a room
/// GET  /api/v1/rooms/:id/history     what was said there
/// GET  /healthz                      whether it serves
/// GET  /metrics                      what it counted: text 0.0.4 or OpenMetrics
/// GET  /logs/stream                  its log, live
/// ```
public final class Gateway: Service, Sendable {
  /// The version that the build names on its page of metrics.
  public static let version = "0.1.0"

  private let core: GatewayCore
  private let server: any Channel
  private let acceptor: MultiThreadedEventLoopGroup
  private let workers: MultiThreadedEventLoopGroup
  private let clients: OpenChannels

  /// The port that the gateway listens on.
  public var port: Int { server.localAddress?.port ?? core.configuration.port }

  /// What the registry has counted so far.
  public var figures: RegistryFigures { core.registry.figures }

  /// How many clients there are now, over HTTP or as WebSockets.
  public var clientCount: Int { clients.count }

  /// The page of metrics as `/metrics` would show it now.
  public var metricsPage: MetricsPage { core.metrics }

  /// Opens the log and starts to listen.
  public init(_ configuration: GatewayConfiguration) async throws(GatewayError) {
    let log = try LogWriter(
      path: configuration.logPath,
      format: configuration.logFormat,
      rotation: configuration.logRotation,
      clock: configuration.clock
    )
    acceptor = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    workers = MultiThreadedEventLoopGroup(numberOfThreads: max(1, configuration.eventLoops))
    core = GatewayCore(configuration, logWriter: log, loops: workers.makeIterator())
    clients = OpenChannels()
    let core = core
    let pipeline = GatewayPipeline(core: core)
    let most = configuration.clientsAtMost
    let clients = clients
    // What the socket does not take stays in the connection's outbox, where it is counted.
    let mark = min(max(1, configuration.outboundLimit), 64 << 10)
    let bootstrap = ServerBootstrap(group: acceptor, childGroup: workers)
      .serverChannelOption(.backlog, value: 4096)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(
        .writeBufferWaterMark,
        value: .init(low: max(1, mark / 2), high: mark)
      )
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard clients.count < most else { throw core.refuseClient(channel, most) }
          clients.add(channel)
          try pipeline.configure(channel)
        }
      }
    do {
      server = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
    } catch {
      await core.rooms.close()
      await core.logWriter.close()
      try? await workers.shutdownGracefully()
      try? await acceptor.shutdownGracefully()
      throw .cannotListen(
        host: configuration.host,
        port: configuration.port,
        reason: Self.reason(error)
      )
    }
    core.log.write(LogLine(.info, "gateway listening on port \(port)", event: "start"))
  }

  /// Serves until a graceful shutdown or cancellation, then takes leave of every client.
  public func run() async throws {
    try? await gracefulShutdown()
    await shutDown()
  }

  /// Stops listening, closes every WebSocket with 1001, lets begun requests finish, ends the log.
  public func shutDown() async {
    core.log.write(LogLine(.info, "gateway shutting down", event: "stop"))
    try? await server.close()
    await clients.drain(within: core.configuration.closingDeadline + .seconds(1))
    await core.rooms.close()
    // The channels are gone; the last closing steps run on the loops that are stopped next.
    try? await workers.shutdownGracefully()
    try? await acceptor.shutdownGracefully()
    await core.logWriter.close()
  }

  /// Opens the log's path again, for whoever has renamed the file.
  public func reopenLog() {
    core.logWriter.reopen()
  }

  /// Lets something go wrong.
  public func begin(_ fault: GatewayFault) {
    switch fault {
    case .stallEventLoop(let milliseconds): stall(milliseconds)
    default: core.faults.begin(fault)
    }
  }

  /// Ends what goes wrong; a stall ends by itself.
  public func end(_ fault: GatewayFault) {
    core.faults.end(fault)
    if fault == .leakConnections { core.registry.collectLeaked() }
  }

  /// Blocks one of the loops that serve clients, and logs how long that was.
  private func stall(_ milliseconds: Int) {
    let core = core
    workers.next().execute {
      let began = NIODeadline.now()
      usleep(UInt32(clamping: milliseconds) &* 1000)
      let tenths = (NIODeadline.now() - began).nanoseconds / 100_000_000
      core.log.write(
        LogLine(
          .fatal,
          "hub: event loop stalled for \(tenths / 10).\(tenths % 10)s",
          event: "event_loop_stalled"
        )
      )
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return String(cString: strerror(error.errnoCode))
  }
}
