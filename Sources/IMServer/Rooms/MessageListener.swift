import NIOCore

/// Somebody who is handed a room's messages, from any thread, and never keeps the caller waiting.
protocol MessageListener: Sendable {
  /// Takes one message as JSON text.
  func deliver(_ payload: ByteBuffer)
}
