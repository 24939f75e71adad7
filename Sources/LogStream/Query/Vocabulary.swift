public import LogModel

/// The names that the filter language knows.
public enum Vocabulary {
  /// The canonical names, in the order in which completion offers them.
  public static let names: [String] = [
    FilterField.status, .path, .clientIP, .level, .message, .latency, .event, .reason, .method,
    .userAgent, .trace, .span, .parentSpan, .connection, .user, .instance, .source, .time,
  ].map(\.rawValue)

  /// All names by which the language knows a field, the canonical ones first.
  public static let allNames: [String] = names + FilterField.allCases.flatMap(\.aliases)

  /// The field of a canonical name or an alias; nil for the log's own names.
  public static func field(named name: String) -> FilterField? { FilterField(named: name) }
}
