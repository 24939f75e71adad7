import LogModel

/// Turns the lines of one source into records' values, learning the source's habits on the way.
///
/// One pass over the bytes, no `String` and, but for container wrappers, no allocation. The lines may
/// come in any order of time (the past is read in blocks); call `startRun` where a line does not
/// follow the one before it.
struct LineParser: Sendable {
  /// A record has no more lines than this without a form of their own.
  private static let textLineLimit = 1_000
  /// Text that comes later than this behind a line, in milliseconds, does not belong to its record unless its
  /// look says so.
  static let patience: Int64 = 5_000
  /// How many lines are looked at ahead.
  private static let aheadLimit = 100

  private let formats: [LineFormat]
  private let grok: GrokReader
  var context: FormatContext
  var reading: Interpretation
  var panic = PanicTracker()
  var wrapping = WrapperState()
  private var repeated = RepeatedPrefix()
  var summary = InferenceSummary()
  /// How many lines without a form of their own may still continue the record before them.
  var textLinesLeft = 0
  /// The time of the last line that a wrapper gave one, in milliseconds.
  private var lastWrapperTime: Int64?
  /// Whether the next line, where it continues the record, says what went wrong.
  private var awaitsReason = false
  /// Whether the last line has a form whose lines may continue others though they have a time.
  var mayFollowUnseen = false

  /// Whether the record to which the last line belongs may go on.
  enum Continuation {
    /// Such records have one line, or go on in lines that show it by themselves.
    case hardly
    /// Lines of text may follow.
    case perhaps
    /// More lines are usual: a panic, an event under a repeated prefix.
    case likely
  }

  /// Whether the record to which the last line belongs may go on.
  var continuation: Continuation {
    if panic.isInside || repeated.isOpen { return .likely }
    return textLinesLeft > 0 ? .perhaps : .hardly
  }

  /// A parser that has seen nothing of its source yet.
  init(hints: FormatHints) {
    let names = FieldNames(
      configured: hints.fieldNames.compactMapValues(FieldSlot.init(vocabulary:))
    )
    let grok = GrokReader(hints.grok, names: names)
    self.grok = grok
    let own = LineFormat(name: "grok", endsPanic: true, isFollowedByText: true) {
      line,
      range,
      context in
      grok.read(line, range, into: &context.found)
    }
    self.formats = (grok.isEmpty ? [] : [own]) + LineFormat.table
    self.context = FormatContext(names: names, times: TimeText(zone: hints.timeZone))
    self.reading = Interpretation(hints: hints, names: names)
  }

  /// What was inferred so far, for the status line: `JSON (logrus), latency in ms, UTC`.
  var inferred: String {
    summary.text(latency: reading.latency.latest, zone: context.times.zone)
  }

  /// Where the source's writer stands, by the forms of its requests; nil before there is one.
  var role: LogRole? { summary.role }

  /// Whether lines of the source name the pod, container or host that wrote them.
  var namesInstances: Bool { wrapping.namesInstances }

  /// Identifiers in the last line that was read, which are no part of `ParsedLine`; texts are ranges of
  /// the line, or of what was unwrapped or joined.
  func identifiers(_ line: Span<UInt8>) -> LineIdentifiers { LineIdentifiers(line, context.found) }

  /// The fields that a configured expression finds in a line, nil where none matches.
  func grokFields(_ line: Span<UInt8>) -> [(name: String, range: Range<Int>)]? { grok.fields(line) }

  /// Looks ahead at the first lines of a source, so that the first of them is read as the later ones are.
  mutating func learnHabits(from bytes: Span<UInt8>, receivedAt: Int64) {
    var ahead = self
    var parsed = ParsedLine()
    var cursor = LineCursor()
    var left = Self.aheadLimit
    while left > 0, let line = cursor.next(in: bytes) {
      ahead.parse(bytes.extracting(line), into: &parsed, receivedAt: receivedAt)
      left -= 1
    }
    reading.adoptHabits(of: ahead.reading)
    wrapping.adoptHabits(of: ahead.wrapping)
  }

  /// Forgets the line before: the next one does not follow it, but may be another piece of one that is open.
  mutating func startFile() {
    let openLines = wrapping.openLines
    startRun()
    wrapping.openLines = openLines
  }

  /// Forgets the line before: the next one does not follow it.
  mutating func startRun() {
    panic.end()
    wrapping.startRun()
    textLinesLeft = 0
    awaitsReason = false
    repeated.forget()
  }

  /// Reads one line, given without its newline; `parsed` is overwritten.
  ///
  /// The line has `count` bytes, all of them unless said otherwise; what stands behind it lets it be
  /// read in longer steps. `receivedAt`, in milliseconds, gives the year to times without one. Texts of `parsed` are ranges
  /// of `line`.
  mutating func parse(
    _ line: Span<UInt8>,
    count: Int? = nil,
    into parsed: inout ParsedLine,
    receivedAt: Int64
  ) {
    parsed.reset()
    context.reset()
    mayFollowUnseen = false
    wrapping.time = nil
    context.times.beginLine(receivedAt: receivedAt)
    wrapping.lineEnd = min(count ?? line.count, Int(Int32.max))
    let whole = TextScan.trimmedEnd(line, 0..<wrapping.lineEnd)
    guard !whole.isEmpty else {
      parsed.isContinuation = true
      parsed.isUnderstood = true
      return
    }
    if line[whole.lowerBound] == UInt8(ascii: "{") {
      readJSON(line, whole, into: &parsed)
    } else if ByteScan.matches("\u{feff}", line, at: whole.lowerBound, to: whole.upperBound) {
      // A byte order mark at the begin of a file.
      readText(line, whole.lowerBound + 3..<whole.upperBound, into: &parsed)
    } else {
      readText(line, whole, into: &parsed)
    }
  }

  mutating func readJSON(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    guard LineFormat.json.read(line, range, &context) else {
      return readContent(line, range, into: &parsed)
    }
    if context.found.mayBeWrapped, readWrapped(line, into: &parsed) { return }
    accept(line, range, .json, into: &parsed)
  }

  /// Notes when the line was taken by who wrapped it: text that comes long after the line before it does
  /// not belong to that one's record.
  mutating func noteWrapper(_ time: Int64?) {
    guard let time else { return }
    if let lastWrapperTime, time &- lastWrapperTime > Self.patience { textLinesLeft = 0 }
    lastWrapperTime = time
    wrapping.time = time
  }

  /// A line without any wrapper but syslog's.
  mutating func readUnwrapped(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    guard !range.isEmpty, line[range.lowerBound] != UInt8(ascii: "{"),
      let syslog = SyslogPrefix.read(line, range, &context)
    else { return readContent(line, range, into: &parsed) }
    readSyslog(line, syslog, into: &parsed)
  }

  /// The content of a line, without any wrapper.
  mutating func readContent(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    guard !range.isEmpty else {
      parsed.isContinuation = true
      parsed.isUnderstood = true
      return
    }
    if !panic.isInside, PanicTracker.continues(line, range) {
      parsed.isContinuation = true
      parsed.isUnderstood = true
      parsed.message = ParsedLine.Text(range)
      // Gin writes the errors of a request behind its line.
      if ByteScan.matches("Error #", line, at: range.lowerBound, to: range.upperBound),
        let colon = ByteScan.first(0x3a, in: line, from: range.lowerBound, to: range.upperBound)
      {
        let start = TextScan.skipSpace(line, colon + 1, range.upperBound)
        parsed.reason = ParsedLine.Text(start..<range.upperBound)
      } else {
        explain(line, range, &parsed)
      }
      return
    }
    let isObject = ByteScan.matches("{\"", line, at: range.lowerBound, to: range.upperBound)
    for format in formats
    where (!panic.isInside || format.endsPanic) && !(isObject && format.isLate) {
      guard format.read(line, range, &context) else { continue }
      panic.end()
      return accept(line, range, format, into: &parsed)
    }
    readUnknown(line, range, into: &parsed)
  }

  private mutating func readUnknown(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    parsed.message = ParsedLine.Text(range)
    let isTimed = wrapping.time != nil
    if isTimed, !panic.awaitsCause, LineFormat.leadsWithLevel(line, range, context.levels),
      LineFormat.timedByWrapper.read(line, range, &context)
    {
      accept(line, range, .timedByWrapper, into: &parsed)
    } else if panic.isInside {
      if panic.advance(line, range) { parsed.reason = ParsedLine.Text(range) }
      parsed.isContinuation = true
      parsed.isUnderstood = true
    } else if let level = panic.start(line, range) {
      if let text = PanicTracker.recovered(line, range) { parsed.message = ParsedLine.Text(text) }
      parsed.level = level
      parsed.isUnderstood = true
    } else if textLinesLeft > 0 {
      textLinesLeft -= 1
      parsed.isContinuation = true
      parsed.isUnderstood = true
      explain(line, range, &parsed)
    } else if isTimed, LineFormat.timedByWrapper.read(line, range, &context) {
      accept(line, range, .timedByWrapper, into: &parsed)
    } else if LineFormat.leveled.read(line, range, &context) {
      accept(line, range, .leveled, into: &parsed)
    }
  }

  /// Takes a line that continues a record for its reason, where that is awaited.
  private mutating func explain(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ parsed: inout ParsedLine
  ) {
    guard awaitsReason else { return }
    awaitsReason = false
    parsed.reason = ParsedLine.Text(
      TextScan.skipSpace(line, range.lowerBound, range.upperBound)..<range.upperBound
    )
  }

  /// The content of a line that came by syslog.
  private mutating func readSyslog(
    _ line: Span<UInt8>,
    _ prefix: SyslogPrefix,
    into parsed: inout ParsedLine
  ) {
    let content = prefix.content
    if let format = formats.first(where: { !content.isEmpty && $0.read(line, content, &context) }) {
      accept(line, content, format, into: &parsed)
    } else {
      context.found.reset()
      LineFormat.readUntimed(line, content, &context)
      accept(line, content, .syslog, into: &parsed)
    }
    if parsed.time == nil { parsed.time = prefix.time }
    if parsed.level == .unknown { parsed.level = prefix.level ?? .unknown }
    textLinesLeft = 0
    wrapping.name(prefix.host)
  }

  /// Gives the fields of an understood line their meaning.
  mutating func accept(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    _ format: LineFormat,
    into parsed: inout ParsedLine
  ) {
    reading.interpret(line, &context, into: &parsed)
    panic.end()
    textLinesLeft = format.isFollowedByText ? Self.textLineLimit : 0
    awaitsReason = format.isExplainedByText && parsed.level >= .warn
    if parsed.message.length > 0 {
      if let level = panic.start(line, parsed.message.range) {
        parsed.level = max(parsed.level, level)
        textLinesLeft = 0
        if let text = PanicTracker.recovered(line, parsed.message.range) {
          parsed.message = parsed.message.suffix(from: text.lowerBound)
        }
      }
      let start = Int(parsed.message.start)
      if format.isFollowedByText, start < range.upperBound, line[start] == UInt8(ascii: "<"),
        let isRepeated = repeated.isRepeated(line, range.lowerBound, start, range.upperBound)
      {
        parsed.isContinuation = isRepeated
        mayFollowUnseen = true
        if isRepeated, repeated.expectsReason { reading.readReason(line, into: &parsed) }
        let isClosing = parsed.event == .closed || parsed.event == .closedAbnormally
        repeated.note(endsWithoutReason: !isRepeated && isClosing && parsed.reason.isEmpty)
      } else {
        repeated.forget()
      }
    }
    guard !summary.isSettled else { return }
    if !context.found[.instance].isAbsent { wrapping.namesInstances = true }
    summary.note(format: format.name, line, context.found, names: context.names)
    if parsed.isRequest { summary.noteRequest(format: format.name, line, range) }
  }
}
