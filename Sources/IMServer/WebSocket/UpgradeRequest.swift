public import NIOHTTP1

/// What a client asks for when it wants to become a WebSocket.
public struct UpgradeRequest: Equatable, Sendable {
  /// Why a request cannot become a WebSocket, with the status that says so.
  public enum Refusal: Error, Equatable, Sendable {
    /// It does not ask for one, or not properly (400).
    case malformed(String)
    /// It asks for another version than 13 (426).
    case wrongVersion
    /// Its token is another user's (401).
    case wrongUser
  }

  /// Who connects.
  public let user: String
  /// The room that the connection listens to.
  public let room: String

  /// The longest accepted name of a user or a room, in bytes.
  public static let nameLimit = 64

  /// Reads the request's head after RFC 6455, section 4.2.1, and the query's `user` and `room`.
  ///
  /// - Parameters:
  ///   - head: The request's head.
  ///   - member: The user that the request's token names; it needs no `user` in the query then, and
  ///     may name nobody else.
  /// - Throws: Why it cannot become a WebSocket.
  public init(_ head: HTTPRequestHead, as member: String? = nil) throws(Refusal) {
    guard head.method == .GET, head.version == .http1_1 else {
      throw .malformed("an upgrade is a GET of HTTP/1.1")
    }
    guard Self.tokens(head, "upgrade").contains("websocket"),
      Self.tokens(head, "connection").contains("upgrade")
    else { throw .malformed("not a WebSocket upgrade") }
    guard head.headers["sec-websocket-version"] == ["13"] else { throw .wrongVersion }
    let keys = head.headers["sec-websocket-key"]
    guard keys.count == 1, Self.isNonce(keys[0]) else {
      throw .malformed("Sec-WebSocket-Key is no base64 of 16 bytes")
    }
    guard !head.headers.contains(name: "transfer-encoding"),
      head.headers["content-length"].allSatisfy({ $0 == "0" })
    else { throw .malformed("an upgrade has no body") }
    let query = RequestTarget(head.uri).query
    guard let user = query["user"] ?? member, Self.isName(user) else {
      throw .malformed("user is missing or longer than \(Self.nameLimit) bytes")
    }
    guard member == nil || member == user else { throw .wrongUser }
    let room = query["room"] ?? "lobby"
    guard Self.isName(room) else {
      throw .malformed("room is empty or longer than \(Self.nameLimit) bytes")
    }
    self.user = user
    self.room = room
  }

  /// Whether the text can name a user or a room.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= nameLimit && !text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
  }

  private static func tokens(_ head: HTTPRequestHead, _ name: String) -> [String] {
    head.headers[canonicalForm: name].map { $0.lowercased() }
  }

  /// Whether the text is 22 base64 digits and `==`: sixteen bytes.
  private static func isNonce(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 24, bytes.suffix(2) == [UInt8(ascii: "="), UInt8(ascii: "=")] else {
      return false
    }
    return bytes.dropLast(2).allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
  }
}
