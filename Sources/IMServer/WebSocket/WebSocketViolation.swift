/// How a peer broke the rules of RFC 6455 or a limit.
public enum WebSocketViolation: Error, Equatable, Sendable {
  /// The framing is wrong (1002).
  case protocolError(String)
  /// A text message or a close reason is no UTF-8 (1007).
  case invalidText
  /// A frame or a message exceeds the limit in bytes (1009).
  case tooBig(limit: Int)
}
