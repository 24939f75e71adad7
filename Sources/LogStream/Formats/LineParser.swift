import LogModel

/// Turns the lines of one source into records' values, learning the source's habits on the way.
///
/// One pass over the bytes, no `String` and, but for container wrappers, no allocation. The lines may
/// come in any order of time (the past is read in blocks); call `startRun` where a line does not
/// follow the one before it.
struct LineParser: Sendable {
  /// Text that comes later than this behind a line, in milliseconds, does not belong to its record unless its
  /// look says so.
  static let patience: Int64 = 5_000
  /// What so many other writers may go on with is remembered.
  private static let writerLimit = 16
  /// How many lines are looked at ahead.
  private static let aheadLimit = 100

  let formats: [LineFormat]
  private let grok: GrokReader
  var context: FormatContext
  var reading: Interpretation
  /// What the next line may continue if the writer of the last one writes it.
  var ongoing = OpenRecord()
  /// What lines of other writers may continue, that of the last one last.
  private var others: [OpenRecord] = []
  var wrapping = WrapperState()
  var summary = InferenceSummary()
  private var zones: ZoneInference
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
    if ongoing.panic.isInside || ongoing.repeated.isOpen { return .likely }
    return ongoing.textLinesLeft > 0 ? .perhaps : .hardly
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
    self.zones = ZoneInference(isOn: hints.infersTimeZone)
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
    context.times.assume(ahead.context.times.zone)
  }

  /// Gives a line that was taken at `time` that time where it tells none, or one that is in another zone.
  mutating func settleTime(
    _ line: Span<UInt8>,
    _ time: Int64?,
    into parsed: inout ParsedLine
  ) {
    guard let time, let own = parsed.time else {
      parsed.time = parsed.time ?? time
      return
    }
    let range = context.found[.time].range
    guard !context.found[.time].isAbsent, range.upperBound <= line.count,
      context.times.isUnzoned(line, range, readAs: own)
    else { return }
    let known = zones.note(own, time, context.times.zone)
    if known.isMistaken { parsed.time = time }
    if let zone = known.zone { context.times.assume(zone) }
  }

  /// Forgets the line before: the next one does not follow it, but may be another piece of one that is open.
  mutating func startFile() {
    let openLines = wrapping.openLines
    startRun()
    wrapping.openLines = openLines
  }

  /// Forgets the line before: the next one does not follow it.
  mutating func startRun() {
    ongoing = OpenRecord()
    others = []
    wrapping.startRun()
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
    parsed.writer = writer
  }

  /// Who wrote the last line, as a number, as far as what wraps it tells; 0 where it does not.
  var writer: UInt32 { UInt32(truncatingIfNeeded: ongoing.writer) }

  /// Whether a writer beside the last line's has been told apart lately.
  var hasSeveralWriters: Bool { !others.isEmpty }

  /// Goes on with the lines of a writer.
  @inline(__always)
  mutating func follow(_ writer: UInt64) {
    if ongoing.writer != writer { change(to: writer) }
  }

  @inline(never)
  private mutating func change(to writer: UInt64) {
    let known = others.firstIndex { $0.writer == writer }.map { others.remove(at: $0) }
    others.append(ongoing)
    if others.count > Self.writerLimit { others.removeFirst() }
    ongoing = known ?? OpenRecord(writer: writer)
  }

  mutating func readJSON(
    _ line: Span<UInt8>,
    _ range: Range<Int>,
    into parsed: inout ParsedLine
  ) {
    guard LineFormat.json.read(line, range, &context) else {
      follow(0)
      return readContent(line, range, into: &parsed)
    }
    if context.found.mayBeWrapped, readWrapped(line, into: &parsed) { return }
    follow(0)
    accept(line, range, .json, into: &parsed)
  }

  /// Notes when the line was taken by who wrapped it: text that comes long after the line before it does
  /// not belong to that one's record.
  mutating func noteWrapper(_ time: Int64?) {
    guard let time else { return }
    context.times.beginContent(takenAt: time)
    if let last = ongoing.wrapperTime, time &- last > Self.patience { ongoing.textLinesLeft = 0 }
    ongoing.wrapperTime = time
    wrapping.time = time
  }
}
