import Logging

/// In which order a line shows its fields: who and what first, then how it went, then all others.
enum LogFieldOrder {
  private static let names = [
    "client_ip", "method", "path", "query", "status", "latency", "user_agent", "trace_id",
    "span_id", "parent_span_id", "conn_id", "user_id", "event", "call", "call_ms", "code", "reason",
    "duration_ms", "messages_in", "messages_out", "missed", "dropped", "error",
  ]

  private static let ranks = Dictionary(
    uniqueKeysWithValues: names.enumerated().map { ($1, $0) }
  )

  /// The metadata as fields in their order.
  static func sorted(_ metadata: Logger.Metadata) -> [LogField] {
    metadata.sorted { left, right in
      (ranks[left.key] ?? names.count, left.key) < (ranks[right.key] ?? names.count, right.key)
    }.map { LogField($0.key, LogValue($0.value)) }
  }
}
