/// What a field of a line can mean to the program, before its value is understood.
enum FieldSlot: UInt8, Sendable, CaseIterable {
  /// The record's time.
  case time
  /// The severity.
  case level
  /// A severity by syslog's numbers, 0 being the worst.
  case syslogLevel
  /// The text for people.
  case message
  /// A line that a container runtime wrapped, or the text for people.
  case wrapped
  /// The stream that a container runtime read the line from.
  case stream
  /// The client's address.
  case address
  /// The client, by address or by connection.
  case client
  /// The request's method.
  case method
  /// The request's target: path, path with query, or a whole URL.
  case path
  /// The request's first line: `GET /ws HTTP/1.1`.
  case requestLine
  /// The response's status.
  case status
  /// How long the request, or the connection, took.
  case latency
  /// The client's user agent.
  case agent
  /// The trace's id.
  case trace
  /// A text that holds the ids of trace and span, and perhaps of the parent: `traceparent`, `b3`.
  case traceContext
  /// The span's id.
  case span
  /// The id of the span that caused it.
  case parentSpan
  /// The pod, container or host that wrote the line.
  case instance
  /// When systemd's journal took the line.
  case journalTime
  /// The connection's id.
  case connection
  /// The user's id.
  case user
  /// What happened.
  case event
  /// Why a connection was closed.
  case reason
  /// The error's text.
  case error
  /// The status code of a WebSocket's close frame.
  case closeCode
  /// A code that can be a status or a close code.
  case code
  /// The protocol that an upgrade asked for.
  case upgrade
  /// Until when a proxy waited for the server's answer; no number where none came.
  case answerTime
  /// The status that a proxy got from the server, or gave in its place.
  case upstreamStatus
  /// Envoy's flags of a response that it made itself.
  case responseFlags
  /// An object whose members count as if they stood outside.
  case group
}
