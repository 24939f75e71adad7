/// A log line as zap's production configuration prints it; from errors on with a stack trace, here of
/// one frame.
struct ZapLine {
  private let entry: LogEntry

  init(_ entry: LogEntry) {
    self.entry = entry
  }

  func encode(into bytes: inout [UInt8]) {
    var object = JSONObjectText(into: bytes)
    // zap knows no level below debug.
    object.add("level", (entry.severity == .trace ? .debug : entry.severity).rawValue)
    object.add(name: "ts", .decimal(Double(entry.time.milliseconds) / 1000))
    object.add("caller", entry.caller.isEmpty ? nil : entry.caller)
    object.add("msg", entry.message)
    for field in entry.fields {
      if case .latency(let nanoseconds) = field.value {
        object.add(name: field.name, .decimal(Double(nanoseconds) / 1e9))
      } else {
        object.add(name: field.name, field.value)
      }
    }
    if entry.severity >= .error, !entry.caller.isEmpty {
      object.add("stacktrace", "\(entry.function)\n\t\(entry.caller)")
    }
    bytes = object.finished()
  }
}
