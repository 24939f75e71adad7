public import NIOCore

/// How a gateway is to run.
public struct GatewayConfiguration: Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 lets the system choose.
  public var port = 0
  /// The file that the log is appended to.
  public var logPath: String
  /// When a silent connection is dead.
  public var heartbeat = Heartbeat.Policy()
  /// The largest message that a WebSocket may send, in bytes.
  public var messageLimit = 64 << 10
  /// The largest body of a request, in bytes.
  public var bodyLimit = 64 << 10
  /// The largest sum of a request's header fields, in bytes.
  public var headerLimit = 16 << 10
  /// How many bytes may wait for one reader before it is given up as too slow.
  public var outboundLimit = 256 << 10
  /// How long a client may take to send a request.
  public var requestDeadline = TimeAmount.seconds(10)
  /// How long a kept connection may idle between requests.
  public var idleDeadline = TimeAmount.seconds(75)
  /// How long the end of a connection may take, close frames included.
  public var closingDeadline = TimeAmount.seconds(1)
  /// The addresses of proxies whose word about a client's address is taken.
  public var trustedProxies: Set<String> = []
  /// What ids and the store's durations are drawn from.
  public var seed: UInt64 = 1
  /// Which share of the store's calls fails.
  public var storeFailureShare = 0.0003
  /// How many event loops serve connections.
  public var eventLoops = 2
  /// What the build calls itself.
  public var version = Gateway.version
  /// The wall clock.
  public var clock: @Sendable () -> WallTime = WallTime.system

  /// A gateway on loopback with a log at this path.
  public init(logPath: String) {
    self.logPath = logPath
  }
}
