import NIOCore
import NIOHTTP1

extension GatewayCore {
  /// The address of a request's client: the socket's, or what a trusted proxy says.
  ///
  /// Of several addresses in `X-Forwarded-For` the last one counts, which the proxy itself has added;
  /// those before it are the client's own claim. What is no address is not believed.
  func clientAddress(of head: HTTPRequestHead, from socket: SocketAddress?) -> String {
    let peer = socket?.ipAddress ?? ""
    guard configuration.trustedProxies.contains(peer),
      let last = head.headers[canonicalForm: "x-forwarded-for"].last.map(String.init),
      (try? SocketAddress(ipAddress: last, port: 0)) != nil
    else { return peer }
    return last
  }
}
