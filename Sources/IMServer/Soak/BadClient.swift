/// A client that does something wrong, and what the gateway ought to make of it.
public struct BadClient: Sendable {
  /// How the client ends what it sent.
  enum Ending: Sendable {
    /// It waits for the gateway to end the connection.
    case wait
    /// It sends a FIN, and goes on reading.
    case halfClose
    /// It resets the connection.
    case reset
  }

  /// What the gateway ought to answer.
  enum Answer: Equatable, Sendable {
    /// A response of this status, then the end.
    case status(Int)
    /// An upgrade, then a close frame of this code, then the end.
    case close(Int)
    /// An upgrade, then the end without a word.
    case silence
    /// Whatever it likes: nobody is there to read it.
    case anything
  }

  /// What it does wrong.
  public let name: String
  let request: [UInt8]
  /// What follows the answer to an upgrade.
  let frames: [UInt8]
  let ending: Ending
  let answer: Answer

  private init(
    _ name: String,
    _ request: String,
    frames: [UInt8] = [],
    _ answer: Answer,
    _ ending: Ending = .wait
  ) {
    self.name = name
    self.request = Array(request.utf8)
    self.frames = frames
    self.ending = ending
    self.answer = answer
  }

  /// An upgrade by a user of its own, so that no kind uses up another's connections.
  private static func upgrade(
    _ query: String,
    version: Int = 13,
    more fields: String = ""
  ) -> String {
    "GET /ws/connect?\(query) HTTP/1.1\r\nHost: x\r\n\(fields)Connection: Upgrade\r\n"
      + "Upgrade: websocket\r\nSec-WebSocket-Version: \(version)\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
  }

  private static let end = "Host: x\r\nConnection: close\r\n\r\n"

  /// Every kind of mistake.
  public static let all: [BadClient] = handshakes + requests + frames

  private static let handshakes = [
    BadClient("no HTTP", "\u{16}\u{03}\u{01}\u{02}nonsense\r\n\r\n", .status(400)),
    BadClient(
      "header too large",
      "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 20_000),
      .status(431)
    ),
    BadClient("request never ends", "GET /healthz HTTP/1.1\r\nHos", .status(408)),
    BadClient("gone inside the head", "GET /healthz HTTP/1.1\r\nHos", .status(400), .halfClose),
    BadClient("reset inside the head", "GET /ws/conn", .anything, .reset),
    BadClient("reset at once", "", .anything, .reset),
    BadClient("token is invalid", upgrade("token=v1.616461.ffffffff.00"), .status(401)),
    BadClient("another version", upgrade("user=bad", version: 8), .status(426)),
    BadClient("no name", upgrade("room=blue"), .status(400)),
    BadClient(
      "upgrade with a body",
      upgrade("user=bad", more: "Content-Length: 5\r\n") + "hello",
      .status(400)
    ),
    BadClient("no upgrade", "GET /ws/connect?user=bad HTTP/1.1\r\n" + end, .status(400)),
  ]

  private static let requests = [
    BadClient("no such path", "GET /.env HTTP/1.1\r\n" + end, .status(404)),
    BadClient("wrong method", "DELETE /healthz HTTP/1.1\r\n" + end, .status(405)),
    BadClient(
      "body too large",
      "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n",
      .status(413)
    ),
    BadClient(
      "no message",
      "POST /api/v1/messages HTTP/1.1\r\nContent-Length: 2\r\n" + end + "{]",
      .status(400)
    ),
    BadClient(
      "no login",
      "POST /api/v1/login HTTP/1.1\r\nContent-Length: 2\r\n" + end + "[]",
      .status(400)
    ),
    BadClient(
      "gone inside the body",
      "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
      .status(400),
      .halfClose
    ),
    BadClient(
      "body never ends",
      "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
      .status(408)
    ),
  ]

  private static let frames = [
    BadClient("frame not masked", upgrade("user=bad-1"), frames: [0x81, 0x01, 0x61], .close(1002)),
    BadClient(
      "reserved opcode",
      upgrade("user=bad-2"),
      frames: [0x83, 0x80, 0, 0, 0, 0],
      .close(1002)
    ),
    BadClient(
      "reserved bit",
      upgrade("user=bad-3"),
      frames: [0xC1, 0x81, 0, 0, 0, 0, 0x61],
      .close(1002)
    ),
    BadClient(
      "fragmented ping",
      upgrade("user=bad-4"),
      frames: [0x09, 0x80, 0, 0, 0, 0],
      .close(1002)
    ),
    BadClient(
      "long ping",
      upgrade("user=bad-5"),
      frames: [0x89, 0xFE, 0, 126, 0, 0, 0, 0],
      .close(1002)
    ),
    BadClient(
      "nothing to continue",
      upgrade("user=bad-6"),
      frames: [0x80, 0x80, 0, 0, 0, 0],
      .close(1002)
    ),
    BadClient(
      "no UTF-8",
      upgrade("user=bad-7"),
      frames: [0x81, 0x81, 0, 0, 0, 0, 0xFF],
      .close(1007)
    ),
    BadClient(
      "close code 1005",
      upgrade("user=bad-8"),
      frames: [0x88, 0x82, 0, 0, 0, 0, 3, 0xED],
      .close(1002)
    ),
    BadClient(
      "frame of 2^63 - 1 bytes",
      upgrade("user=bad-9"),
      frames: [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0],
      .close(1009)
    ),
    BadClient("half-closed WebSocket", upgrade("user=bad-10"), .silence, .halfClose),
    BadClient("reset WebSocket", upgrade("user=bad-11"), .anything, .reset),
    BadClient(
      "gone inside a frame",
      upgrade("user=bad-12"),
      frames: [0x81, 0xFE, 0x10, 0x00, 0, 0, 0, 0, 0x61],
      .silence,
      .halfClose
    ),
  ]
}
