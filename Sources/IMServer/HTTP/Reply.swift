import NIOCore
import NIOHTTP1

/// The answer to a request, before it is written.
struct Reply: Sendable {
  /// What follows the head.
  enum Body: Sendable {
    /// Bytes that are all there.
    case bytes(ByteBuffer)
    /// The gateway's log from now on, until one side ends it.
    case liveLog
  }

  var status: HTTPResponseStatus
  var headers: HTTPHeaders
  var body: Body
  /// Why the request was refused, for the client and the log.
  var reason: String?

  /// An answer of JSON bytes.
  static func json(_ bytes: some Sequence<UInt8>, status: HTTPResponseStatus = .ok) -> Reply {
    Reply(
      status: status,
      headers: ["Content-Type": "application/json"],
      body: .bytes(ByteBuffer(bytes: bytes)),
      reason: nil
    )
  }

  /// An answer of text.
  static func text(_ text: String, type: String) -> Reply {
    Reply(
      status: .ok,
      headers: ["Content-Type": type],
      body: .bytes(ByteBuffer(string: text)),
      reason: nil
    )
  }

  /// A refusal: `{"error":"..."}`.
  static func refusal(_ status: HTTPResponseStatus, _ reason: String) -> Reply {
    var object = JSONObjectText()
    object.add("error", reason)
    var reply = json(object.finished(), status: status)
    reply.reason = reason
    return reply
  }

  /// A failure that the client is told nothing about.
  static let internalError: Reply = {
    var reply = refusal(.internalServerError, "internal server error")
    reply.reason = nil
    return reply
  }()
}
