import NIOCore
import NIOPosix

/// A server that answers every request with the raw text that a function gives for its head and body,
/// then closes.
final class PageServer: Sendable {
  let port: Int
  private let channel: any Channel

  convenience init(_ answer: @escaping @Sendable () -> String) async throws {
    try await self.init { (_: String) in answer() }
  }

  init(_ answer: @escaping @Sendable (_ head: String) -> String) async throws {
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(answer))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  func stop() async { try? await channel.close() }

  static func page(_ text: String, type: String = "text/plain; version=0.0.4") -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nConnection: close\r\n\r\n\(text)"
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: @Sendable (String) -> String
    private var received = ""

    init(_ answer: @escaping @Sendable (String) -> String) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      received += String(buffer: unwrapInboundIn(data))
      guard let end = received.firstRange(of: "\r\n\r\n") else { return }
      let length = received[..<end.lowerBound].lowercased().split(separator: "\r\n")
        .first { $0.hasPrefix("content-length:") }?.split(separator: " ").last
      let body = received[end.upperBound...]
      guard body.utf8.count >= length.flatMap({ Int($0) }) ?? 0 else { return }
      let head = received
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer(head)))).whenComplete { _ in
        bound.value.close(promise: nil)
      }
    }
  }
}
