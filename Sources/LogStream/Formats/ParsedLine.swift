import LogModel

/// What one scan of a line found: numbers decoded, texts as ranges of the line's bytes.
///
/// A value that is reused from line to line; `reset` empties it.
struct ParsedLine {
  /// Bytes of the line in which a text stands, and whether JSON escapes are in it.
  struct Text {
    /// Offset of the first byte.
    var start: Int32 = 0
    /// Number of bytes; zero where the text is absent.
    var length: Int32 = 0
    /// Whether `\n`, `\u003e` and their like must be decoded.
    var isEscaped = false
    /// Whether the text stood in a JSON string inside a JSON string: decode it twice.
    var isEscapedTwice = false
    /// Whether the bytes stand there as numbers with commas between them; `isEscaped` is true then.
    var isByteList = false

    /// Whether there is no text.
    var isEmpty: Bool { length == 0 }
    /// Whether there is a text whose bytes are its own.
    var isPlain: Bool { length > 0 && !isEscaped }
  }

  /// The record's own time in milliseconds since the epoch; nil where the line has none and that of
  /// the line before it counts.
  var time: Int64?
  /// The severity; status >= 500 and `fields.level` are already considered.
  var level = Level.unknown
  /// The response's status, 0 where there is none.
  var status: UInt16 = 0
  /// Who wrote the line, as far as what wraps it tells: a stream, pod, container or service by the hash of
  /// its name; 0 where nothing tells.
  var writer: UInt32 = 0
  /// Seconds, whatever unit the log is in; NaN where there is none.
  var latency = Double.nan
  /// What happened to a connection; each end is told by one record only, `heartbeatTimeout`
  /// included, so that ends may be counted by adding the three.
  var event = ConnectionEvent.none
  /// Whether the record is a request (an access line), to be counted by path and status.
  var isRequest = false
  /// Whether the request asked for an upgrade to WebSocket, so that `latency` is a connection's life.
  var isWebSocket = false
  /// Whether the request failed as only a proxy sees it, if a proxy wrote the line.
  var edgeFailure = EdgeFailure.none
  /// Whether the line had a known form.
  var isUnderstood = false
  /// Whether the line continues the last record of its writer (a stack trace's line, a repeated prefix).
  var isContinuation = false
  /// Whether the line is a piece of one whose last piece has not come, and says nothing by itself.
  var isPiece = false
  /// Whether the texts are those of the whole line whose last piece this is.
  var isJoined = false
  /// The text for people.
  var message = Text()
  /// The client's address, without a port.
  var address = Text()
  /// The method.
  var method = Text()
  /// The path without its query string.
  var path = Text()
  /// The user agent.
  var agent = Text()
  /// The trace's id.
  var trace = Text()
  /// The connection's id.
  var connection = Text()
  /// The user's id.
  var user = Text()
  /// Why a connection was closed, or the error's text.
  var reason = Text()

  /// Empties the value for the next line.
  mutating func reset() { self = ParsedLine() }
}
