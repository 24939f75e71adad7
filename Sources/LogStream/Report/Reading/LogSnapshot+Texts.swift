import LogModel

extension LogSnapshot {
  /// The text of an id of a field's column, of a message's template where the field is `message`;
  /// empty where the field is absent.
  func text(ofID id: UInt32, _ field: FilterField) -> String {
    switch field {
    case .path: return dictionaries.paths.text(id)
    case .clientIP: return dictionaries.addresses.text(id)
    case .userAgent: return dictionaries.agents.text(id)
    case .user: return dictionaries.users.text(id)
    case .reason: return dictionaries.reasons.text(id)
    case .message: return dictionaries.templates.text(id)
    case .method: return dictionaries.methods.text(id)
    case .status: return id == 0 ? "" : "\(id)"
    case .level: return Level(rawValue: UInt8(truncatingIfNeeded: id))?.name ?? ""
    case .event: return ConnectionEvent(rawValue: UInt8(truncatingIfNeeded: id))?.name ?? ""
    case .source: return sourceName(Int(id))
    case .instance: return instances[Int(id)] ?? ""
    case .time, .latency, .trace, .span, .parentSpan, .connection: return ""
    }
  }
}
