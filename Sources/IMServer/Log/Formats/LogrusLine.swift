/// A log line as logrus prints it as JSON, with the fields of the usual Gin middleware.
///
/// The middleware names a field `level`, which clashes with logrus' own and is renamed
/// `fields.level`; it always logs at `info`. Latency is whole milliseconds.
struct LogrusLine {
  private let entry: LogEntry

  init(_ entry: LogEntry) {
    self.entry = entry
  }

  func encode(into bytes: inout [UInt8]) {
    var fields = entry.fields.filter { $0.name != "query" }.map { field in
      switch field.name {
      case "level", "msg", "time": LogField("fields.\(field.name)", field.value)
      default: field
      }
    }
    fields += [
      LogField("msg", .text(entry.message)), LogField("time", .text(entry.time.localRFC3339)),
    ]
    if entry.isAccess {
      fields += [
        LogField("level", .text("info")),
        LogField("fields.level", .text(entry.severity >= .error ? "error" : "info")),
        LogField("timestamp", .text(entry.time.localRFC3339)),
      ]
    } else {
      fields.append(LogField("level", .text(Self.name(entry.severity))))
    }
    var object = JSONObjectText(into: bytes, escaping: .html)
    for field in fields.sorted(by: { $0.name < $1.name }) {
      if case .latency(let nanoseconds) = field.value {
        object.add(name: field.name, .integer(nanoseconds / 1_000_000))
      } else {
        object.add(name: field.name, field.value)
      }
    }
    bytes = object.finished()
  }

  /// What logrus calls a level.
  static func name(_ severity: LogSeverity) -> String {
    severity == .warn ? "warning" : severity.rawValue
  }
}
