import LogModel

/// The names that filters, pickers and completion give to the fields that every log has.
enum Vocabulary {
  static let path = FilterField.path.rawValue
  static let address = FilterField.clientIP.rawValue
  static let agent = FilterField.userAgent.rawValue
  static let user = FilterField.user.rawValue
  static let trace = FilterField.trace.rawValue
  static let connection = FilterField.connection.rawValue

  /// The fields in the order in which completion and `P` offer them.
  private static let ordered: [FilterField] = [
    .path, .clientIP, .userAgent, .status, .method, .level, .message, .user, .event, .reason,
    .latency, .trace, .span, .parentSpan, .connection, .instance, .source, .time,
  ]

  /// The fields that completion and `P` offer, with what they hold.
  static let fields: [(name: String, meaning: String)] = ordered.map {
    ($0.rawValue, meaning(of: $0))
  }

  /// The fields whose values a picker can list.
  static let pickable: [String] =
    ordered.filter { ![.latency, .trace, .span, .parentSpan, .time].contains($0) }.map(\.rawValue)

  private static func meaning(of field: FilterField) -> String {
    switch field {
    case .path: "the request's path"
    case .clientIP: "the client's address"
    case .userAgent: "the user agent"
    case .status: "the response's status"
    case .method: "the request's method"
    case .level: "the severity"
    case .message: "the text, or what it has in common with others"
    case .user: "the user"
    case .event: "what happened to a connection"
    case .reason: "why a connection was closed"
    case .latency: "how long a request took"
    case .trace: "the trace"
    case .span: "the span in its trace"
    case .parentSpan: "the span that caused it"
    case .instance: "the pod, container or host that wrote it"
    case .connection: "the connection"
    case .source: "the log it stands in"
    case .time: "when"
    }
  }
}
