/// The names that filters, pickers and completion give to the fields that every log has.
enum Vocabulary {
  static let path = "path"
  static let address = "client_ip"
  static let agent = "user_agent"
  static let trace = "trace_id"
  static let connection = "conn_id"

  /// The fields that completion and `P` offer, with what they hold.
  static let fields: [(name: String, meaning: String)] = [
    (path, "the request's path"),
    (address, "the client's address"),
    (agent, "the user agent"),
    ("status", "the response's status"),
    ("method", "the request's method"),
    ("level", "the severity"),
    ("message", "the text, or what it has in common with others"),
    ("user_id", "the user"),
    ("event", "what happened to a connection"),
    ("close_reason", "why a connection was closed"),
    ("latency", "how long a request took"),
    (trace, "the trace"),
    (connection, "the connection"),
    ("source", "the log it stands in"),
    ("time", "when"),
  ]

  /// The fields whose values a picker can list.
  static let pickable: [String] = [
    path, address, agent, "status", "method", "level", "message", "user_id", "event",
    "close_reason", connection, "source",
  ]
}
