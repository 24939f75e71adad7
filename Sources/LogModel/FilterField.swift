/// The fields that every record has under one name, whatever its log calls them.
///
/// The raw value is the canonical name, as it stands in `Filter.field` and in `LogRequest.Picker`.
public enum FilterField: String, Sendable, Hashable, CaseIterable {
  /// When it happened, on the log's clock.
  case time
  /// The severity, compared in the order of `Level`.
  case level
  /// The text for people.
  case message
  /// The client's address.
  case clientIP = "client_ip"
  /// The request's method.
  case method
  /// The request's path without its query string.
  case path
  /// The response's status.
  case status
  /// The request's duration, or the life of a connection; plain numbers are seconds.
  case latency
  /// The client's user agent.
  case userAgent = "user_agent"
  /// The trace's id.
  case trace = "trace_id"
  /// The id of the span in its trace.
  case span = "span_id"
  /// The id of the span that caused it.
  case parentSpan = "parent_span_id"
  /// The connection's id.
  case connection = "conn_id"
  /// The user's id.
  case user = "user_id"
  /// What happened to a connection: `open`, `close`, `abnormal_close`, `heartbeat_timeout`.
  case event
  /// Why a connection was closed, or the error's text.
  case reason
  /// The source that the record came from.
  case source
  /// Who wrote it: the pod, container or host that the line names, else the source's instance.
  case instance

  /// Other names by which the filter language knows the field.
  public var aliases: [String] {
    switch self {
    case .time: ["timestamp", "ts", "@timestamp"]
    case .level: ["severity", "lvl"]
    case .message: ["msg"]
    case .clientIP:
      ["ip", "addr", "address", "remote_addr", "remote_ip", "clientip", "client.ip", "client_addr"]
    case .method: ["http_method", "verb"]
    case .path: ["uri", "url"]
    case .status: ["code", "status_code"]
    case .latency: ["duration", "elapsed", "took"]
    case .userAgent: ["agent", "ua", "useragent"]
    case .trace: ["trace", "traceid"]
    case .span: ["span", "spanid"]
    case .parentSpan: ["parent_span", "parentspan", "parentspanid"]
    case .connection: ["conn", "connection", "connection_id", "connid"]
    case .user: ["user", "uid", "userid"]
    case .event, .source, .instance: []
    case .reason: ["close_reason"]
    }
  }

  /// The field of a canonical name or an alias, whatever the case; nil for the log's own names.
  public init?(named name: String) {
    guard let field = Self.byName[name.lowercased()] else { return nil }
    self = field
  }

  private static let byName: [String: FilterField] = Dictionary(
    allCases.flatMap { field in ([field.rawValue] + field.aliases).map { ($0, field) } },
    uniquingKeysWith: { first, _ in first }
  )
}
