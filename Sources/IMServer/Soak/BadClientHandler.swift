import Glibc
import NIOCore

/// Plays one bad client and notes what it is answered.
final class BadClientHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let client: BadClient
  private let done: EventLoopPromise<BadClient.Answer>
  private var received = ByteBuffer()
  private var isUpgraded = false

  init(_ client: BadClient, done: EventLoopPromise<BadClient.Answer>) {
    self.client = client
    self.done = done
  }

  func channelActive(context: ChannelHandlerContext) {
    context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: client.request)), promise: nil)
    // Whoever expects an upgrade goes on only after it.
    switch client.answer {
    case .close, .silence: break
    case .status, .anything: finish(context)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = Self.unwrapInboundIn(data)
    received.writeBuffer(&bytes)
    if !isUpgraded, takeUpgrade() {
      isUpgraded = true
      context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: client.frames)), promise: nil)
      finish(context)
    } else if !isUpgraded, isKept {
      context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    done.succeed(answer())
  }

  private func finish(_ context: ChannelHandlerContext) {
    switch client.ending {
    case .wait: break
    case .halfClose: context.close(mode: .output, promise: nil)
    case .reset:
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      guard let socket = context.channel as? any SocketOptionProvider else { return }
      // Closing with nothing to linger for sends a reset instead of a FIN.
      socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        .whenComplete { _ in bound.value.close(promise: nil) }
    }
  }

  private func takeUpgrade() -> Bool {
    let text = String(buffer: received)
    guard text.hasPrefix("HTTP/1.1 101 "), let end = text.firstRange(of: "\r\n\r\n") else {
      return false
    }
    received.moveReaderIndex(forwardBy: text[..<end.upperBound].utf8.count)
    return true
  }

  /// Whether the gateway has answered and keeps the connection for another request.
  private var isKept: Bool {
    let text = String(buffer: received).lowercased()
    return text.contains("\r\n\r\n") && !text.contains("connection: close")
  }

  private func answer() -> BadClient.Answer {
    guard isUpgraded else {
      let words = String(buffer: received).split(separator: " ", maxSplits: 2)
      return words.count > 1 ? .status(Int(words[1]) ?? 0) : .anything
    }
    while let opcode = received.readInteger(as: UInt8.self),
      let length = received.readInteger(as: UInt8.self),
      var payload = received.readSlice(length: Int(length))
    {
      guard opcode == 0x88 else { continue }
      return .close(payload.readInteger(as: UInt16.self).map(Int.init) ?? 1005)
    }
    return .silence
  }
}
