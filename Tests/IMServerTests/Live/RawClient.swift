import IMServer
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Testing

/// A socket that sends bytes and collects what comes back; WebSocket frames by hand.
final class RawClient: Sendable {
  private let channel: any Channel
  private let received: NIOLockedValueBox<ByteBuffer>

  init(port: Int, from address: String = "127.0.0.1") async throws {
    let received = NIOLockedValueBox(ByteBuffer())
    self.received = received
    channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Collector(received))
        }
      }
      .bind(to: SocketAddress(ipAddress: address, port: 0))
      .connect(host: "127.0.0.1", port: port).get()
  }

  /// A WebSocket whose handshake is done.
  static func webSocket(
    _ gateway: TestGateway,
    user: String = "ada",
    room: String = "lobby",
    from address: String = "127.0.0.1"
  ) async throws -> RawClient {
    let client = try await RawClient(port: gateway.gateway.port, from: address)
    client.send(upgrade(user: user, room: room))
    _ = try await client.response()
    return client
  }

  /// A request for a WebSocket.
  static func upgrade(user: String = "ada", room: String = "lobby") -> String {
    """
    GET /ws/connect?user=\(user)&room=\(room) HTTP/1.1\r\nHost: x\r\nUser-Agent: test\r
    Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n
    """
  }

  var isOpen: Bool { channel.isActive }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
  }

  /// Sends a frame masked with zeros.
  func send(frame opcode: UInt8, _ payload: [UInt8], fin: Bool = true) {
    var bytes: [UInt8] = [(fin ? 0x80 : 0) | opcode]
    if payload.count < 126 {
      bytes.append(0x80 | UInt8(payload.count))
    } else {
      bytes += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    }
    send(bytes + [0, 0, 0, 0] + payload)
  }

  func close() { channel.close(promise: nil) }

  /// Sends a FIN and goes on reading.
  func closeOutput() { channel.close(mode: .output, promise: nil) }

  /// Leaves what comes in the socket.
  func stopReading() async throws {
    try await channel.setOption(.autoRead, value: false).get()
  }

  /// Goes on reading.
  func startReading() async throws {
    try await channel.setOption(.autoRead, value: true).get()
  }

  /// Waits for a response's head and takes it off.
  func response() async throws -> String {
    var head = ""
    try await eventually("a response") {
      received.withLockedValue { buffer in
        let parts = String(buffer: buffer).split(separator: "\r\n\r\n", maxSplits: 1)
        guard let first = parts.first, first.utf8.count + 4 <= buffer.readableBytes else {
          return false
        }
        head = String(first)
        buffer.moveReaderIndex(forwardBy: head.utf8.count + 4)
        return true
      }
    }
    return head
  }

  /// Waits until all that came and was not taken contains the text, and hands it over.
  func text(containing expected: String) async throws -> String {
    var text = ""
    try await eventually("\(expected)") {
      text = received.withLockedValue { String(buffer: $0) }
      return text.contains(expected)
    }
    return text
  }

  /// Waits for the next frame of this opcode, leaving out others, and takes it off.
  func frame(_ opcode: UInt8) async throws -> [UInt8] {
    var payload: [UInt8] = []
    try await eventually("a frame of opcode \(opcode)") {
      received.withLockedValue { buffer in
        while let frame = Self.takeFrame(&buffer) {
          guard frame.opcode == opcode else { continue }
          payload = frame.payload
          return true
        }
        return false
      }
    }
    return payload
  }

  /// Waits for the gateway's close frame and takes its code.
  func closeCode() async throws -> Int {
    let payload = try await frame(8)
    return payload.count < 2 ? 1005 : Int(payload[0]) << 8 | Int(payload[1])
  }

  private static func takeFrame(_ buffer: inout ByteBuffer) -> (opcode: UInt8, payload: [UInt8])? {
    var rest = buffer
    guard let first = rest.readInteger(as: UInt8.self),
      let short = rest.readInteger(as: UInt8.self)
    else { return nil }
    var length = Int(short)
    if short == 126 {
      guard let word = rest.readInteger(as: UInt16.self) else { return nil }
      length = Int(word)
    }
    guard let payload = rest.readBytes(length: length) else { return nil }
    buffer = rest
    return (first & 15, payload)
  }
}

/// Puts what arrives into a box.
private final class Collector: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let received: NIOLockedValueBox<ByteBuffer>

  init(_ received: NIOLockedValueBox<ByteBuffer>) {
    self.received = received
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = Self.unwrapInboundIn(data)
    received.withLockedValue { _ = $0.writeBuffer(&bytes) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
