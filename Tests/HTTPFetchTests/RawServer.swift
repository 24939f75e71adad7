import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server that answers each request with raw bytes, as bad as a test needs them.
final class RawServer: Sendable {
  /// What is done after a request's head has come.
  enum Step: Sendable {
    /// Sends a text.
    case text(String)
    /// Sends bytes.
    case bytes([UInt8])
    /// Sends these bytes again and again until the other side goes.
    case endless([UInt8])
    /// Sends one byte every so many milliseconds, without end.
    case drip(milliseconds: Int64)
    /// Says nothing more.
    case hang
    /// Closes the connection.
    case close
  }

  let port: Int
  private let channel: any Channel
  private let seen = Seen()

  /// Starts on a free port of the loopback; `answer` gets the number of the request and its head.
  ///
  /// With `wantsCertificate` only who shows the server's own certificate is let in.
  init(
    tls: Bool = false,
    wantsCertificate: Bool = false,
    answer: @escaping @Sendable (_ number: Int, _ head: String) -> [Step]
  ) async throws {
    let seen = seen
    var context: NIOSSLContext?
    if tls {
      let own = try NIOSSLCertificate(bytes: Array(Certificates.server.utf8), format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: [.certificate(own)],
        privateKey: .privateKey(
          try NIOSSLPrivateKey(bytes: Array(Certificates.serverKey.utf8), format: .pem)
        )
      )
      if wantsCertificate {
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .certificates([own])
      }
      context = try NIOSSLContext(configuration: configuration)
    }
    let sslContext = context
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let sslContext {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: sslContext))
          }
          try channel.pipeline.syncOperations.addHandler(Handler(seen: seen, answer: answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  /// The heads of all requests so far.
  var heads: [String] { seen.heads.withLock { $0 } }

  func stop() async { try? await channel.close() }

  /// A head of the usual kind.
  static func head(_ status: String = "200 OK", _ headers: String...) -> String {
    "HTTP/1.1 \(status)\r\n" + headers.map { "\($0)\r\n" }.joined() + "\r\n"
  }

  private final class Seen: Sendable {
    let heads = Mutex<[String]>([])
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let seen: Seen
    private let answer: @Sendable (Int, String) -> [Step]
    private var received = ""

    init(seen: Seen, answer: @escaping @Sendable (Int, String) -> [Step]) {
      self.seen = seen
      self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      received += String(buffer: unwrapInboundIn(data))
      // A greeting of TLS, which no server without TLS understands, is answered like a request.
      guard received.hasSuffix("\r\n\r\n") || received.utf8.first == 0x16 else { return }
      let head = received
      received = ""
      let number = seen.heads.withLock {
        $0.append(head)
        return $0.count
      }
      perform(answer(number, head)[...], context)
    }

    private func perform(_ steps: ArraySlice<Step>, _ context: ChannelHandlerContext) {
      guard let step = steps.first, context.channel.isActive else { return }
      let rest = steps.dropFirst()
      switch step {
      case .text(let text): send(Array(text.utf8), context) { self.perform(rest, $0) }
      case .bytes(let bytes): send(bytes, context) { self.perform(rest, $0) }
      case .endless(let bytes): send(bytes, context) { self.perform(steps, $0) }
      case .drip(let milliseconds):
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        send([0x23], context) { context in
          context.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {
            bound.value.0.perform(steps, bound.value.1)
          }
        }
      case .hang: break
      case .close: context.close(promise: nil)
      }
    }

    private func send(
      _ bytes: [UInt8],
      _ context: ChannelHandlerContext,
      then next: @escaping (ChannelHandlerContext) -> Void
    ) {
      let bound = NIOLoopBound((context, next), eventLoop: context.eventLoop)
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).whenSuccess {
        bound.value.1(bound.value.0)
      }
    }
  }
}
