import LogModel
import MetricsModel

/// Makes whole records of lines, for the rows and the detail that somebody looks at.
///
/// It reads the lines again, hence as the source's parser understands them now; where a store has
/// kept a value (time, event, latency), that value overrides.
struct RecordDecoder: Sendable {
  /// In so many lines behind a record's first its reason is looked for.
  private static let reasonReach = 50

  private let parser: LineParser
  private let mask: SecretMask

  /// A decoder for the lines of the source that `parser` has been reading.
  init(parser: LineParser, mask: SecretMask) {
    var parser = parser
    parser.reading.forgetEnds()
    self.parser = parser
    self.mask = mask
  }

  /// Whether lines of the source name the pod, container or host that wrote them.
  var namesInstances: Bool { parser.namesInstances }

  /// The record whose text is `bytes`: its line, and any lines that continue it.
  func record(
    line bytes: [UInt8],
    id: LogRecordID,
    time: Timestamp,
    source: String
  ) -> LogRecord {
    let lines = Self.lines(bytes)
    let first = lines.first { !$0.isEmpty } ?? 0..<0
    let (line, parsed, content, reason) = read(bytes, lines, first, at: time)
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
    record.span = text(content.identifiers.span, content.line)
    record.parentSpan = text(content.identifiers.parentSpan, content.line)
    record.instance = text(content.identifiers.instance, content.line) ?? content.instance
    record.connection = text(parsed.connection, line)
    record.user = text(parsed.user, line)
    record.event = parsed.event
    record.closeReason = text(parsed.reason, line) ?? reason
    record.fields =
      parser.grokFields(content.line.span).map { fields in
        fields.map { field in
          let value = String(decoding: content.line[field.range], as: UTF8.self)
          return Field(field.name, mask.masked(value, named: field.name))
        }
      } ?? content.fields(of: line, parsed, mask)
    // A secret may lie across two pieces of a line.
    let whole = parsed.isJoined || parser.wrapping.hasPieces ? joined(bytes) : nil
    record.text = mask.masked(
      whole.map { Self.string($0, upTo: $0.count) }
        ?? Self.string(bytes, upTo: lines.last?.upperBound ?? 0)
    )
    record.stack = stack(bytes, lines).map(mask.masked)
    // A panic says in another line what happened.
    if record.message.hasSuffix("panic recovered:"), let reason { record.message += " " + reason }
    return record
  }

  /// The line, or what its pieces make, how it is read, what its wrappers hold, and the reason that a
  /// line behind it gives.
  private func read(
    _ bytes: [UInt8],
    _ lines: [Range<Int>],
    _ first: Range<Int>,
    at time: Timestamp
  ) -> ([UInt8], ParsedLine, LineContent, String?) {
    var reader = parser
    reader.startRun()
    var line = Array(bytes[first])
    var parsed = ParsedLine()
    reader.parse(line.span, into: &parsed, receivedAt: time.milliseconds)
    var rest = lines.drop(while: { $0 != first }).dropFirst()
    while parsed.isPiece, let next = rest.popFirst() {
      reader.parse(Array(bytes[next]).span, into: &parsed, receivedAt: time.milliseconds)
    }
    if parsed.isPiece { reader.endPieces(into: &parsed) }
    if parsed.isJoined { line = reader.wrapping.joined.bytes }
    let content = LineContent(line, parsed, reader, from: parser, at: time)
    guard parsed.reason.isEmpty else { return (line, parsed, content, nil) }
    for range in rest.prefix(Self.reasonReach) {
      var next = Array(bytes[range])
      var told = ParsedLine()
      reader.parse(next.span, into: &told, receivedAt: time.milliseconds)
      if told.isPiece { continue }
      guard told.isContinuation else { break }
      if told.isJoined { next = reader.wrapping.joined.bytes }
      if let reason = text(told.reason, next) { return (line, parsed, content, reason) }
    }
    return (line, parsed, content, nil)
  }

  /// What programs wrote into the lines behind a record's first one; nil where there are none.
  private func stack(_ bytes: [UInt8], _ lines: [Range<Int>]) -> String? {
    guard lines.count > 1 else { return nil }
    var reader = parser
    reader.startRun()
    var stack: [[UInt8]] = []
    var parsed = ParsedLine()
    for range in lines where !range.isEmpty {
      let line = Array(bytes[range])
      reader.wrapping.startLine()
      reader.parse(line.span, into: &parsed, receivedAt: 0)
      if !parsed.isPiece { stack.append(reader.wrapping.content(of: line, parsed)) }
    }
    let text = Array(stack.dropFirst().joined(separator: [0x0a]))
    return text.isEmpty ? nil : Self.string(text, upTo: text.count)
  }

  /// Whether lines of the source have come in pieces.
  var hasPieces: Bool { parser.wrapping.hasPieces }

  /// The lines of a record, those in pieces put together; nil where none is in pieces.
  func joined(_ bytes: [UInt8]) -> [UInt8]? {
    var reader = parser
    reader.startRun()
    var joined: [[UInt8]] = []
    var parsed = ParsedLine()
    var hasPieces = false
    for range in Self.lines(bytes) {
      let line = Array(bytes[range])
      reader.parse(line.span, into: &parsed, receivedAt: 0)
      hasPieces = hasPieces || parsed.isPiece
      guard !parsed.isPiece else { continue }
      joined.append(parsed.isJoined ? reader.wrapping.joined.bytes : line)
    }
    guard hasPieces else { return nil }
    if parsed.isPiece {
      reader.endPieces(into: &parsed)
      joined.append(reader.wrapping.joined.bytes)
    }
    return Array(joined.joined(separator: [0x0a]))
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
