import LogModel
import MetricsModel

/// A condition on a field for which the record must be read whole.
struct RecordTest: Sendable {
  private let field: FilterField?
  private let name: String
  private let test: ValueTest
  /// What must occur in the raw text of a record that matches.
  private let needles: [TextNeedle]
  /// Looks for the field in the raw text; nil where that cannot be told from it.
  private let probe: FieldProbe?

  /// A test on a field under the log's own name.
  init(name: String, _ condition: Filter.Condition) {
    self.field = nil
    self.name = name.lowercased()
    self.test = ValueTest(condition)
    let last = name.split(separator: ".").last.map(String.init) ?? name
    self.needles = [last].map { TextNeedle(parts: [$0]) } + Self.needle(condition)
    self.probe = FieldProbe(name: self.name)
  }

  /// A test on a field of the vocabulary.
  init(field: FilterField, _ condition: Filter.Condition) {
    self.field = field
    self.name = field.rawValue
    self.test = ValueTest(condition, isProse: ColumnTest.isProse(field))
    self.needles = Self.needle(condition)
    self.probe = nil
  }

  /// What the raw text of a record tells of it.
  func verdict(_ text: Span<UInt8>, _ flags: RowFlags) -> ColumnVerdict {
    for needle in needles where !needle.needsDecoding && !needle.occurs(in: text) { return .no }
    return probe?.verdict(text, flags, test) ?? .text
  }

  /// Whether the record matches.
  func matches(_ record: LogRecord) -> Bool {
    if let field { return Self.value(of: field, in: record).map(test.matches) ?? false }
    return record.fields.contains { $0.name.lowercased() == name && test.matches($0.value) }
  }

  /// A field's value as text, nil where the record does not have it.
  static func value(of field: FilterField, in record: LogRecord) -> String? {
    switch field {
    case .path: record.path
    case .clientIP: record.address
    case .userAgent: record.agent
    case .user: record.user
    case .reason: record.closeReason
    case .message: record.message.isEmpty ? nil : record.message
    case .method: record.method
    case .status: record.status.map { "\($0)" }
    case .level: record.level.name
    case .event: record.event == .none ? nil : record.event.name
    case .source: record.source
    case .instance: record.instance
    case .trace: record.trace
    case .span: record.span
    case .parentSpan: record.parentSpan
    case .connection: record.connection
    case .latency: record.latency.map { "\($0)" }
    case .time: "\(record.time.milliseconds)"
    }
  }

  private static func needle(_ condition: Filter.Condition) -> [TextNeedle] {
    switch condition {
    case .resembles(let pattern): [TextNeedle(parts: pattern.parts)]
    case .equals(let text): [TextNeedle(parts: [text])]
    default: []
    }
  }
}
