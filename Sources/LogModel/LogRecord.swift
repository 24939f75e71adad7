public import MetricsModel

/// Where a record stands in the store; stable for as long as the record is kept.
public struct LogRecordID: Hashable, Sendable {
  /// The chunk's number.
  public let chunk: UInt32
  /// The row inside the chunk.
  public let row: UInt32

  /// The record at `row` of `chunk`.
  public init(chunk: UInt32, row: UInt32) {
    self.chunk = chunk
    self.row = row
  }
}

/// What happened to a connection, as far as the record says so.
public enum ConnectionEvent: UInt8, Sendable, CaseIterable {
  /// Nothing about a connection's life.
  case none
  /// A connection was established.
  case opened
  /// A connection ended in an orderly way.
  case closed
  /// A connection ended abnormally (code 1006, reset, unexpected EOF, no close frame).
  case closedAbnormally
  /// A connection was given up because its heartbeat failed.
  case heartbeatTimeout

  /// The name by which the filter language knows the event.
  public var name: String {
    switch self {
    case .none: ""
    case .opened: "open"
    case .closed: "close"
    case .closedAbnormally: "abnormal_close"
    case .heartbeatTimeout: "heartbeat_timeout"
    }
  }
}

/// One field of a record under its own name, for the detail view and for filters on unknown fields.
public struct Field: Hashable, Sendable {
  /// The name as the log has it; nested names joined by dots.
  public var name: String
  /// The value as text, secrets masked.
  public var value: String

  /// A field of the given name and value.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// One log record, whole: made for the rows that somebody looks at and nowhere else.
///
/// Texts are decoded and secrets are masked; control characters are still in them, whoever draws
/// makes them visible.
public struct LogRecord: Hashable, Sendable {
  /// Where it stands.
  public var id: LogRecordID
  /// The time it gives itself, or that of the line before it, on the log's clock.
  public var time: Timestamp
  /// The severity; an access line with status >= 500 counts as an error.
  public var level: Level
  /// The text for people, empty where the record has none.
  public var message: String
  /// The client's address.
  public var address: String?
  /// The request's method.
  public var method: String?
  /// The request's path without its query string.
  public var path: String?
  /// The response's status.
  public var status: Int?
  /// The request's duration, or the life of a connection, in seconds.
  public var latency: Double?
  /// The client's user agent.
  public var agent: String?
  /// The trace's id.
  public var trace: String?
  /// The id of the span in its trace.
  public var span: String?
  /// The id of the span that caused it.
  public var parentSpan: String?
  /// The connection's id.
  public var connection: String?
  /// The user's id.
  public var user: String?
  /// What happened to a connection.
  public var event: ConnectionEvent
  /// Why a connection was closed, in the log's words.
  public var closeReason: String?
  /// The source's name, for example `im.log`.
  public var source: String
  /// Who wrote it: a pod, a container, a host, or the source's instance.
  public var instance: String?
  /// Whether the line had a known form; false for lines that were kept as text.
  public var understood: Bool
  /// All fields in the order of the line.
  public var fields: [Field]
  /// The line as it stands in the log, secrets masked.
  public var text: String
  /// The lines behind the first one, without what wraps them and secrets masked, as of a stack trace.
  public var stack: String?

  /// A record of which only the given parts are known.
  public init(
    id: LogRecordID,
    time: Timestamp,
    level: Level,
    message: String,
    source: String,
    understood: Bool = true
  ) {
    self.id = id
    self.time = time
    self.level = level
    self.message = message
    self.event = .none
    self.source = source
    self.understood = understood
    self.fields = []
    self.text = ""
  }
}
