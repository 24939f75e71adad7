import NIOCore

/// Where clients find the gateway.
public struct GatewayAddress: Equatable, Sendable {
  /// The host; an address of the loopback network.
  public var host: String
  /// The port.
  public var port: Int

  /// An address from its parts.
  public init(host: String = "127.0.0.1", port: Int) {
    self.host = host
    self.port = port
  }

  /// The `Host` header.
  var authority: String { "\(host):\(port)" }

  /// The address as NIO wants it.
  func resolved() throws -> SocketAddress { try SocketAddress(ipAddress: host, port: port) }
}
