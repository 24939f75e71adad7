import Charts
import LogModel

/// One record, whole, as rows of text.
enum DetailSheet {
  /// The record's fields: what every record has, then its own in the order of the line.
  static func fields(of record: LogRecord) -> [Field] {
    var fields = [Field("level", record.level.name), Field("source", record.source)]
    let known: [(String, String?)] = [
      ("message", record.message.isEmpty ? nil : record.message),
      (Vocabulary.address, record.address), ("method", record.method),
      (Vocabulary.path, record.path), ("status", record.status.map(String.init)),
      ("latency", record.latency.map { Unit.seconds.format($0) }),
      (Vocabulary.agent, record.agent), (Vocabulary.trace, record.trace),
      (Vocabulary.connection, record.connection), ("user_id", record.user),
      ("event", record.event == .none ? nil : String(describing: record.event)),
      ("close_reason", record.closeReason),
    ]
    let own = Set(record.fields.map(\.name))
    for case (let name, let value?) in known where !own.contains(name) {
      fields.append(Field(name, value))
    }
    return fields + record.fields.filter { $0.name != "level" && $0.name != "source" }
  }
}
