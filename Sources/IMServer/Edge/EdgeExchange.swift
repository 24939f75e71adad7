import NIOCore
import NIOHTTP1

/// One request on its way through the proxy.
struct EdgeExchange: Sendable {
  /// The request's head as the client sent it.
  let head: HTTPRequestHead
  /// The client's address without its port.
  let address: String
  /// When its head was there.
  let began = NIODeadline.now()
  /// What it brought along.
  var body = ByteBuffer()
  /// Who is to answer.
  var upstream: GatewayAddress?
  /// What the client was told; nil while it waits.
  var status: Int?
  /// How many bytes of the answer's body went to the client.
  var bodyBytes = 0

  /// Whether it asks for a WebSocket.
  var isUpgrade: Bool {
    head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
  }

  /// The fields that speak of one connection only and are not handed on.
  private static let hopByHop = [
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
  ]

  /// The head as the upstream gets it.
  var forwarded: HTTPRequestHead {
    var head = head
    for name in Self.hopByHop { head.headers.remove(name: name) }
    if isUpgrade {
      head.headers.add(name: "Connection", value: "Upgrade")
      head.headers.add(name: "Upgrade", value: "websocket")
    } else {
      head.headers.add(name: "Connection", value: "close")
    }
    if body.readableBytes > 0 {
      head.headers.replaceOrAdd(name: "Content-Length", value: String(body.readableBytes))
    }
    head.headers.add(name: "X-Forwarded-For", value: address)
    return head
  }

  /// An upstream's head as the client gets it, on a connection that is kept or not.
  static func answer(_ head: HTTPResponseHead, isKept: Bool) -> HTTPResponseHead {
    var answer = HTTPResponseHead(version: .http1_1, status: head.status, headers: head.headers)
    guard head.status != .switchingProtocols else { return answer }
    for name in hopByHop { answer.headers.remove(name: name) }
    if !isKept { answer.headers.add(name: "Connection", value: "close") }
    return answer
  }

  /// Its line, when it is over.
  func line(at time: WallTime, status: Int) -> AccessLine {
    AccessLine(
      time: time,
      address: address,
      request:
        "\(head.method.rawValue) \(head.uri) HTTP/\(head.version.major).\(head.version.minor)",
      status: status,
      bodyBytes: bodyBytes,
      referrer: head.headers.first(name: "referer"),
      userAgent: head.headers.first(name: "user-agent"),
      milliseconds: (NIODeadline.now() - began).nanoseconds / 1_000_000,
      upstream: upstream?.authority
    )
  }
}
