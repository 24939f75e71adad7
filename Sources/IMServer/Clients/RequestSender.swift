import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends one HTTP request from the address of a client and throws the answer away.
struct RequestSender: Sendable {
  let gateway: GatewayAddress

  /// Sends the request; the connection is closed after the answer or ten seconds.
  func send(_ request: ClientRhythm.Request, by profile: ClientProfile, on loop: any EventLoop) {
    var body = ByteBuffer()
    var head = HTTPRequestHead(
      version: .http1_1,
      method: .GET,
      uri: "/",
      headers: [
        "Host": gateway.authority, "User-Agent": profile.userAgent, "Connection": "close",
      ]
    )
    switch request {
    case .history: head.uri = "/api/v1/rooms/\(profile.room)/history?limit=20"
    case .missing(let path): head.uri = path
    case .malformed:
      head = post(head, &body, "{\"room\":")
    case .postMessage(let text):
      var object = JSONObjectText()
      object.add("room", profile.room)
      object.add("user", profile.user)
      object.add("text", text)
      head = post(head, &body, String(decoding: object.finished(), as: UTF8.self))
    }
    send(head, body, from: profile.address, on: loop)
  }

  /// Asks for `/healthz`, as an orchestrator's probe does.
  func probe(on loop: any EventLoop) {
    let head = HTTPRequestHead(
      version: .http1_1,
      method: .GET,
      uri: "/healthz",
      headers: [
        "Host": gateway.authority, "User-Agent": "kube-probe/1.34", "Connection": "close",
      ]
    )
    send(head, ByteBuffer(), from: "127.0.0.1", on: loop)
  }

  private func post(
    _ head: HTTPRequestHead,
    _ body: inout ByteBuffer,
    _ json: String
  ) -> HTTPRequestHead {
    var head = head
    head.method = .POST
    head.uri = "/api/v1/messages"
    body.writeString(json)
    head.headers.add(name: "Content-Type", value: "application/json")
    head.headers.add(name: "Content-Length", value: String(body.readableBytes))
    return head
  }

  private func send(
    _ head: HTTPRequestHead,
    _ body: ByteBuffer,
    from address: String,
    on loop: any EventLoop
  ) {
    guard let remote = try? gateway.resolved(),
      let local = try? SocketAddress(ipAddress: address, port: 0)
    else { return }
    ClientBootstrap(group: loop)
      .connectTimeout(.seconds(10))
      .bind(to: local)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          try channel.pipeline.syncOperations.addHandler(AnswerSink())
        }
      }
      .connect(to: remote)
      .whenSuccess { channel in
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.write(HTTPClientRequestPart.body(.byteBuffer(body)), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
      }
  }
}

/// Reads an answer to its end and closes.
private final class AnswerSink: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private var timeout: Scheduled<Void>?

  func channelActive(context: ChannelHandlerContext) {
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    timeout = context.eventLoop.scheduleTask(in: .seconds(10)) { bound.value.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .end = Self.unwrapInboundIn(data) { context.close(promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    timeout?.cancel()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
