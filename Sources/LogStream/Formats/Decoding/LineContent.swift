import LogModel
import MetricsModel

/// A program's own line without what gathered it, read once more for what only whole records show.
struct LineContent {
  /// The line.
  let line: [UInt8]
  /// Identifiers in it.
  let identifiers: LineIdentifiers
  /// The writer that a prefix or the wrapper names.
  let instance: String?

  private let parsed: ParsedLine
  /// Whether something stood around the line.
  private let isInner: Bool

  /// The content of a line that `reader` has just read; `parser` knows the source.
  init(
    _ line: [UInt8],
    _ parsed: ParsedLine,
    _ reader: LineParser,
    from parser: LineParser,
    at time: Timestamp
  ) {
    let state = reader.wrapping
    // What pieces make stands without their prefixes.
    let start = parsed.isJoined ? 0 : min(state.contentStart, line.count)
    let name = state.instance
    instance =
      parsed.isJoined || name.isEmpty || name.upperBound > line.count
      ? nil : String(decoding: line[name], as: UTF8.self)
    isInner = start > 0 || state.isOpened && !parsed.isJoined
    guard isInner else {
      self.line = line
      self.parsed = parsed
      identifiers = reader.identifiers(line.span)
      return
    }
    let content = start > 0 ? Array(line[start...]) : state.opened.bytes
    let end = content.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
    let own = Array(content[..<end])
    var inner = parser
    inner.startRun()
    var read = ParsedLine()
    inner.parse(own.span, into: &read, receivedAt: time.milliseconds)
    // With the wrapper's time it may be understood though it is not by itself.
    read.isUnderstood = read.isUnderstood || parsed.isUnderstood
    self.line = own
    self.parsed = read
    identifiers = inner.identifiers(own.span)
  }

  /// The fields of the record: those of the line inside of the wrapper, and those of the journal.
  func fields(of whole: [UInt8], _ parsed: ParsedLine, _ mask: SecretMask) -> [Field] {
    let lister = FieldLister(mask: mask)
    guard isInner else { return lister.fields(whole, of: parsed) }
    let own = lister.fields(line, of: self.parsed)
    let outer = lister.fields(whole, of: ParsedLine())
    guard !own.isEmpty else { return outer }
    let isJournal = outer.contains { $0.name == "__REALTIME_TIMESTAMP" }
    return isJournal ? own + outer.filter { $0.name != "MESSAGE" } : own
  }
}
