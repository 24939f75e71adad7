import LogModel
import MetricsModel

/// Makes whole records of lines, for the rows and the detail that somebody looks at.
///
/// It reads the lines again, hence as the source's parser understands them now; where a store has
/// kept a value (time, event, latency), that value overrides.
struct RecordDecoder: Sendable {
  private let parser: LineParser
  private let mask: SecretMask

  /// A decoder for the lines of the source that `parser` has been reading.
  init(parser: LineParser, mask: SecretMask) {
    self.parser = parser
    self.mask = mask
  }

  /// The record whose text is `bytes`: its line, and any lines that continue it.
  func record(
    line bytes: [UInt8],
    id: LogRecordID,
    time: Timestamp,
    source: String
  ) -> LogRecord {
    let lines = Self.lines(bytes)
    let first = lines.first { !$0.isEmpty } ?? 0..<0
    let line = Array(bytes[first])
    var parser = parser
    parser.startRun()
    var parsed = ParsedLine()
    parser.parse(line.span, into: &parsed, receivedAt: time.milliseconds)
    var record = LogRecord(
      id: id,
      time: time,
      level: parsed.level,
      message: text(parsed.message, line) ?? "",
      source: source,
      understood: parsed.isUnderstood
    )
    record.address = text(parsed.address, line)
    record.method = text(parsed.method, line)
    record.path = text(parsed.path, line)
    record.status = parsed.status == 0 ? nil : Int(parsed.status)
    record.latency = parsed.latency.isNaN ? nil : parsed.latency
    record.agent = text(parsed.agent, line)
    record.trace = text(parsed.trace, line)
    record.connection = text(parsed.connection, line)
    record.user = text(parsed.user, line)
    record.event = parsed.event
    record.closeReason = text(parsed.reason, line)
    record.fields =
      parser.grokFields(line.span).map { fields in
        fields.map { field in
          let value = String(decoding: line[field.range], as: UTF8.self)
          return Field(field.name, mask.masked(value, named: field.name))
        }
      } ?? FieldLister(mask: mask).fields(line, of: parsed)
    record.text = mask.masked(Self.string(bytes, upTo: lines.last?.upperBound ?? 0))
    // A panic says in its second line what happened.
    if record.message.hasSuffix("panic recovered:"),
      let cause = lines.drop(while: { $0 != first }).dropFirst().first
    {
      record.message += " " + mask.masked(String(decoding: bytes[cause], as: UTF8.self))
    }
    return record
  }

  private func text(_ text: ParsedLine.Text, _ line: [UInt8]) -> String? {
    text.isEmpty ? nil : mask.masked(text.string(from: line.span))
  }

  private static func string(_ bytes: [UInt8], upTo end: Int) -> String {
    var end = end
    while end > 0, bytes[end - 1] == 0x0a || bytes[end - 1] == 0x0d { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0a {
      lines.append(start..<(index > start && bytes[index - 1] == 0x0d ? index - 1 : index))
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }
}
