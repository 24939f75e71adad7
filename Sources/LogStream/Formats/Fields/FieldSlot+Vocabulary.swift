extension FieldSlot {
  /// The slot of a field by the vocabulary's name, nil for names that no slot has.
  init?(vocabulary name: String) {
    switch name {
    case "time": self = .time
    case "level": self = .level
    case "message": self = .message
    case "client_ip": self = .address
    case "method": self = .method
    case "path": self = .path
    case "status": self = .status
    case "latency": self = .latency
    case "user_agent": self = .agent
    case "trace_id": self = .trace
    case "span_id": self = .span
    case "parent_span_id": self = .parentSpan
    case "instance": self = .instance
    case "conn_id": self = .connection
    case "user_id": self = .user
    case "event": self = .event
    case "reason": self = .reason
    default: return nil
    }
  }
}
