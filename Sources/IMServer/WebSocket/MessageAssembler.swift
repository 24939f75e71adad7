public import NIOCore
public import NIOWebSocket

/// Makes messages out of frames, and refuses what RFC 6455 forbids a client to send.
///
/// Control frames may stand between the fragments of a message. After a violation the connection is
/// to be closed; the assembler is not to be asked again.
public struct MessageAssembler {
  /// What a frame, together with those before it, amounts to.
  public enum Event: Equatable {
    /// A fragment: more is to come.
    case none
    /// A whole text message, valid UTF-8.
    case text(ByteBuffer)
    /// A whole binary message.
    case binary(ByteBuffer)
    /// A ping whose payload is to be sent back.
    case ping(ByteBuffer)
    /// A pong.
    case pong
    /// The peer says goodbye, with a code if it gave one.
    case close(code: UInt16?)
  }

  private enum Kind {
    case text
    case binary
  }

  private let limit: Int
  private var open: (kind: Kind, bytes: ByteBuffer)?
  private var check = UTF8Check()

  /// An assembler for messages of at most `limit` bytes.
  public init(limit: Int) {
    self.limit = limit
  }

  /// Takes the next frame of a client.
  public mutating func accept(
    _ frame: WebSocketFrame
  ) throws(WebSocketViolation) -> Event {
    guard frame.maskKey != nil else { throw .protocolError("frame is not masked") }
    guard frame.reservedBits.isEmpty else { throw .protocolError("reserved bits are set") }
    switch frame.opcode {
    case .text: return try begin(.text, frame)
    case .binary: return try begin(.binary, frame)
    case .continuation: return try proceed(frame)
    case .ping: return .ping(frame.unmaskedData)
    case .pong: return .pong
    case .connectionClose: return try close(frame.unmaskedData)
    default: throw .protocolError("reserved opcode")
    }
  }

  private mutating func begin(
    _ kind: Kind,
    _ frame: WebSocketFrame
  ) throws(WebSocketViolation) -> Event {
    guard open == nil else { throw .protocolError("message inside a fragmented message") }
    open = (kind, ByteBuffer())
    return try append(frame)
  }

  private mutating func proceed(_ frame: WebSocketFrame) throws(WebSocketViolation) -> Event {
    guard open != nil else { throw .protocolError("continuation of nothing") }
    return try append(frame)
  }

  private mutating func append(_ frame: WebSocketFrame) throws(WebSocketViolation) -> Event {
    // Taken out while it grows, so that growing never copies what is there.
    guard case (let kind, var bytes)? = open.take() else { return .none }
    var payload = frame.unmaskedData
    guard payload.readableBytes <= limit - bytes.readableBytes else { throw .tooBig(limit: limit) }
    if kind == .text, !check.accept(payload.readableBytesView) { throw .invalidText }
    bytes.writeBuffer(&payload)
    guard frame.fin else {
      open = (kind, bytes)
      return .none
    }
    switch kind {
    case .binary: return .binary(bytes)
    case .text:
      guard check.isComplete else { throw .invalidText }
      return .text(bytes)
    }
  }

  private func close(_ payload: ByteBuffer) throws(WebSocketViolation) -> Event {
    var payload = payload
    guard payload.readableBytes > 0 else { return .close(code: nil) }
    guard let code = payload.readInteger(as: UInt16.self) else {
      throw .protocolError("close code is cut off")
    }
    switch code {
    case 1000...1003, 1007...1014, 3000...4999: break
    default: throw .protocolError("close code \(code) may not be sent")
    }
    var check = UTF8Check()
    guard check.accept(payload.readableBytesView), check.isComplete else { throw .invalidText }
    return .close(code: code)
  }
}
