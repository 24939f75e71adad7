/// One line of the gateway's log before it is text.
///
/// Absent fields are left out of the line. Durations are milliseconds and say so in their name.
public struct LogLine: Equatable, Sendable {
  /// When it happened.
  public var time: WallTime
  /// How grave it is.
  public var level: LogSeverity
  /// The text for people; empty for requests, whose fields say everything.
  public var message: String
  /// What happened, for machines: `open`, `close`, `heartbeat_timeout`, `upgrade_refused`.
  public var event: String?
  /// The client's address without its port.
  public var clientIP: String?
  /// The request's method.
  public var method: String?
  /// The request's path without its query.
  public var path: String?
  /// The response's status.
  public var status: Int?
  /// How long the request took.
  public var latencyMilliseconds: Double?
  /// What the client calls itself.
  public var userAgent: String?
  /// The trace and the span in which it happened.
  public var trace: TraceContext?
  /// The connection's name.
  public var connectionID: String?
  /// Whose connection it is.
  public var userID: String?
  /// The close code of a connection.
  public var code: Int?
  /// Why a connection ended.
  public var reason: String?
  /// How long a connection lived.
  public var durationMilliseconds: Int64?
  /// What a connection has carried.
  public var traffic: Traffic?
  /// How many beats in a row a connection missed.
  public var missed: Int?
  /// What went wrong, where the text does not say it.
  public var error: String?

  /// A line with nothing but its time, level and text.
  public init(time: WallTime, level: LogSeverity, message: String, event: String? = nil) {
    self.time = time
    self.level = level
    self.message = message
    self.event = event
  }

  /// Appends the line as one JSON object and a line feed.
  public func encode(into bytes: inout [UInt8]) {
    var object = JSONObjectText(into: bytes)
    object.add("timestamp", time.rfc3339)
    object.add("level", level.rawValue)
    object.add("client_ip", clientIP)
    object.add("method", method)
    object.add("path", path)
    object.add("status", status)
    object.add("latency_ms", thousandths: latencyMilliseconds)
    object.add("user_agent", userAgent)
    object.add("trace_id", trace?.traceID)
    object.add("span_id", trace?.spanID)
    object.add("conn_id", connectionID)
    object.add("user_id", userID)
    object.add("event", event)
    object.add("code", code)
    object.add("reason", reason)
    object.add("duration_ms", durationMilliseconds)
    object.add("messages_in", traffic?.received)
    object.add("messages_out", traffic?.sent)
    object.add("missed", missed)
    object.add("error", error)
    object.add("msg", message.isEmpty ? nil : message)
    bytes = object.finished()
    bytes.append(UInt8(ascii: "\n"))
  }
}
