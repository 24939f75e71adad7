public import NIOCore

/// How a gateway is to run.
public struct GatewayConfiguration: Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 lets the system choose.
  public var port = 0
  /// The file that the log is appended to.
  public var logPath: String
  /// What a line of the log looks like.
  public var logFormat = LogFormat.json
  /// How grave a line must be to be written.
  public var logSeverity = LogSeverity.info
  /// When the log makes room for a new file; nil for never.
  public var logRotation: LogRotation?
  /// When a silent connection is dead.
  public var heartbeat = Heartbeat.Policy()
  /// The largest message that a WebSocket may send, in bytes.
  public var messageLimit = 64 << 10
  /// The largest body of a request, in bytes.
  public var bodyLimit = 64 << 10
  /// The largest sum of a request's header fields, in bytes.
  public var headerLimit = 16 << 10
  /// How many bytes may wait for one reader before it is given up as too slow.
  public var outboundLimit = 1 << 20
  /// How many messages may wait for one reader before it is given up as too slow.
  public var outboundMessages = 1024
  /// How long a client may take to send a request.
  public var requestDeadline = TimeAmount.seconds(10)
  /// How long a kept connection may idle between requests.
  public var idleDeadline = TimeAmount.seconds(75)
  /// How long the end of a connection may take, close frames included.
  public var closingDeadline = TimeAmount.seconds(1)
  /// The addresses of proxies whose word about a client's address is taken.
  public var trustedProxies: Set<String> = []
  /// Who needs a token.
  public var tokens = TokenPolicy.optional
  /// What tokens are signed with.
  public var tokenKey = TokenKey.random()
  /// How long a token is good for, in seconds.
  public var tokenLifetime: Int64 = 3600
  /// How much one address may ask of the HTTP interface.
  public var addressLimit = RateLimit(perSecond: 100, burst: 400)
  /// How much one user with a token may ask of the HTTP interface.
  public var userLimit = RateLimit(perSecond: 20, burst: 60)
  /// How many clients may be there at a time; nil for as many as there are descriptors.
  ///
  /// Beyond it clients are closed at once: a server without a descriptor to accept with would spin.
  public var clientLimit: Int?
  /// How many connections one user may have.
  public var connectionsPerUser = 64
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

  /// What becomes of the messages that WebSockets send.
  public var messages = MessageMode.said

  /// What becomes of the messages that WebSockets send.
  public enum MessageMode: Sendable {
    /// They are said in a room.
    case said
    /// They go back to their sender as they came, which is what conformance suites want.
    case echoed
  }

  /// How long each step of a connection's life may take.
  var life: LifePolicy {
    LifePolicy(opening: requestDeadline, heartbeat: heartbeat, closing: closingDeadline)
  }

  /// How many clients may be there at a time.
  var clientsAtMost: Int {
    let descriptors = DescriptorLimit.current.map { Int(clamping: $0.soft) } ?? 1024
    return min(clientLimit ?? .max, max(1, descriptors - 64))
  }

  /// How much may wait for one connection.
  var outbox: Outbox.Limit {
    .init(messages: max(1, outboundMessages), bytes: max(1, outboundLimit))
  }

  /// A gateway on loopback with a log at this path.
  public init(logPath: String) {
    self.logPath = logPath
  }
}
