import Logging

/// What the gateway has to say in one line of its log, with a name for each thing.
///
/// Absent fields are left out of the line. Durations are milliseconds and say so in their name.
struct LogLine: Equatable, Sendable {
  /// How grave it is.
  var severity: LogSeverity
  /// The text for people; empty for requests, whose fields say everything.
  var message: String
  /// What happened, for machines: `open`, `close`, `heartbeat_timeout`, `upgrade_refused`.
  var event: String?
  /// The client's address without its port.
  var clientIP: String?
  /// The request's method.
  var method: String?
  /// The request's path without its query.
  var path: String?
  /// The request's query, tokens blackened.
  var query: String?
  /// The response's status.
  var status: Int?
  /// How long the request took, in nanoseconds.
  var latency: Int64?
  /// What the client calls itself.
  var userAgent: String?
  /// The trace and the span in which it happened.
  var trace: TraceContext?
  /// The connection's name.
  var connectionID: String?
  /// Whose connection it is.
  var userID: String?
  /// The close code of a connection.
  var code: Int?
  /// Why a connection ended.
  var reason: String?
  /// How long a connection lived.
  var durationMilliseconds: Int64?
  /// What a connection has carried.
  var traffic: Traffic?
  /// How many beats in a row a connection missed.
  var missed: Int?
  /// What was asked of a backend.
  var call: String?
  /// How long the backend took.
  var callMilliseconds: Double?
  /// What went wrong, where the text does not say it.
  var error: String?

  /// A line with nothing but its level and text.
  init(_ severity: LogSeverity, _ message: String, event: String? = nil) {
    self.severity = severity
    self.message = message
    self.event = event
  }

  /// The fields as swift-log carries them, numbers as numbers.
  var metadata: Logger.Metadata {
    let fields: [(String, LogValue?)] = [
      ("client_ip", clientIP.map(LogValue.text)), ("method", method.map(LogValue.text)),
      ("path", path.map(LogValue.text)), ("query", query.map(LogValue.text)),
      ("status", status.map(Self.number)),
      ("latency", latency.map { .latency(nanoseconds: $0) }),
      ("user_agent", userAgent.map(LogValue.text)),
      ("trace_id", (trace?.traceID).map(LogValue.text)),
      ("span_id", (trace?.spanID).map(LogValue.text)),
      ("parent_span_id", (trace?.parentSpanID).map(LogValue.text)),
      ("conn_id", connectionID.map(LogValue.text)), ("user_id", userID.map(LogValue.text)),
      ("event", event.map(LogValue.text)), ("call", call.map(LogValue.text)),
      ("call_ms", callMilliseconds.map(LogValue.decimal)), ("code", code.map(Self.number)),
      ("reason", reason.map(LogValue.text)),
      ("duration_ms", durationMilliseconds.map(LogValue.integer)),
      ("messages_in", (traffic?.received).map(Self.number)),
      ("messages_out", (traffic?.sent).map(Self.number)), ("missed", missed.map(Self.number)),
      ("error", error.map(LogValue.text)),
    ]
    var metadata: Logger.Metadata = [:]
    for case (let name, let value?) in fields { metadata[name] = .stringConvertible(value) }
    return metadata
  }

  private static func number(_ value: Int) -> LogValue { .integer(Int64(value)) }
}

extension Logger {
  /// Writes the line.
  func write(
    _ line: LogLine,
    file: String = #fileID,
    function: String = #function,
    number: UInt = #line
  ) {
    log(
      level: line.severity.level,
      "\(line.message)",
      metadata: line.metadata,
      file: file,
      function: function,
      line: number
    )
  }
}
