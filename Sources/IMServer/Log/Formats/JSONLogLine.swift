/// A log line as the gateway's own JSON.
struct JSONLogLine {
  private let entry: LogEntry

  init(_ entry: LogEntry) {
    self.entry = entry
  }

  func encode(into bytes: inout [UInt8]) {
    var object = JSONObjectText(into: bytes)
    object.add("timestamp", entry.time.rfc3339)
    object.add("level", entry.severity.rawValue)
    for field in entry.fields where field.name != "query" {
      if case .latency(let nanoseconds) = field.value {
        object.add(name: field.name + "_ms", thousandths: Double(nanoseconds) / 1e6)
      } else {
        object.add(name: field.name, field.value)
      }
    }
    object.add("msg", entry.message.isEmpty ? nil : entry.message)
    bytes = object.finished()
  }
}
