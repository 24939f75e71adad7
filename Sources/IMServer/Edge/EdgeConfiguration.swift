public import NIOCore

/// How a proxy before gateways is to run.
public struct EdgeConfiguration: Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 lets the system choose.
  public var port = 0
  /// The gateways, which take turns.
  public var upstreams: [GatewayAddress]
  /// The file that the access log is appended to.
  public var logPath: String
  /// How long a connection to a gateway may take.
  public var connectDeadline = TimeAmount.seconds(1)
  /// How long a gateway may take until its answer begins.
  public var answerDeadline = TimeAmount.seconds(5)
  /// How long a client's connection may idle between requests.
  public var idleDeadline = TimeAmount.seconds(75)
  /// The largest body of a request, in bytes.
  public var bodyLimit = 1 << 20
  /// The wall clock.
  public var clock: @Sendable () -> WallTime = WallTime.system

  /// A proxy on loopback before these gateways with a log at this path.
  public init(upstreams: [GatewayAddress], logPath: String) {
    self.upstreams = upstreams
    self.logPath = logPath
  }
}
