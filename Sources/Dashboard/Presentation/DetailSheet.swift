import Charts
import LogModel

/// One record, whole, as rows of text.
enum DetailSheet {
  /// The record's fields: what every record has, then its own in the order of the line.
  static func fields(of record: LogRecord) -> [Field] {
    var fields = [
      Field(FilterField.level.rawValue, record.level.name),
      Field(FilterField.source.rawValue, record.source),
    ]
    let known: [(String, String?)] = [
      (FilterField.message.rawValue, record.message.isEmpty ? nil : record.message),
      (Vocabulary.address, record.address), (FilterField.method.rawValue, record.method),
      (Vocabulary.path, record.path), (FilterField.status.rawValue, record.status.map(String.init)),
      (FilterField.latency.rawValue, record.latency.map { Unit.seconds.format($0) }),
      (Vocabulary.agent, record.agent), (Vocabulary.trace, record.trace),
      (FilterField.span.rawValue, record.span),
      (FilterField.parentSpan.rawValue, record.parentSpan),
      (FilterField.instance.rawValue, record.instance),
      (Vocabulary.connection, record.connection), (FilterField.user.rawValue, record.user),
      (FilterField.event.rawValue, record.event.filterName),
      (FilterField.reason.rawValue, record.closeReason),
    ]
    let own = Set(record.fields.map(\.name))
    for case (let name, let value?) in known where !own.contains(name) {
      fields.append(Field(name, value))
    }
    return fields + record.fields.filter { $0.name != "level" && $0.name != "source" }
  }
}
