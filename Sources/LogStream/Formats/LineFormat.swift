import LogModel

/// One form of lines that is recognised; a format is one file that extends this type and one row of
/// `LineFormat.table`.
struct LineFormat: Sendable {
  /// The name for the status line.
  let name: String
  /// Whether such a line ends the stack trace of a panic.
  let endsPanic: Bool
  /// Whether lines without a form of their own that follow such a line continue it.
  let isFollowedByText: Bool
  /// Whether the line behind such a line, which is of the same record, says what went wrong.
  let isExplainedByText: Bool
  /// Whether it looks for its time anywhere in the line, where a broken object has one as well.
  let isLate: Bool
  /// Tells whether the range of the line has this form; fills `context.found` if so.
  ///
  /// Quick to refuse, and it leaves nothing behind when it does.
  let read:
    @Sendable (_ line: Span<UInt8>, _ range: Range<Int>, _ context: inout FormatContext) -> Bool

  /// All formats, the more particular ones first.
  static let table: [LineFormat] = [
    .json, .gin, .ginDebug, .logrusConsole, .nginxError, .apacheError, .zapConsole, .python,
    .dotnet,
    .haproxy, .envoy, .combined, .accessText, .phpAccess, .envoyLog, .proxyManager, .logcat, .php,
    .postgres, .nats, .timed, .clock, .glog, .redis, .erlangReport, .haproxyConnection, .logfmt,
    .lateTimed,
  ]

  /// A format; see the properties.
  init(
    name: String,
    endsPanic: Bool,
    isFollowedByText: Bool = false,
    isExplainedByText: Bool = false,
    isLate: Bool = false,
    read:
      @escaping @Sendable (_ line: Span<UInt8>, _ range: Range<Int>, _ context: inout FormatContext)
      -> Bool
  ) {
    self.name = name
    self.endsPanic = endsPanic
    self.isFollowedByText = isFollowedByText
    self.isExplainedByText = isExplainedByText
    self.isLate = isLate
    self.read = read
  }
}

/// What formats share while they read one line of one source.
struct FormatContext: Sendable {
  /// The known names of fields.
  let names: FieldNames
  /// The names of severities.
  let levels = LevelNames()
  /// The reader of times.
  var times: TimeText
  /// The reader of JSON objects.
  var json = JSONFormat()
  /// What the line holds.
  var found = FoundFields()
  /// The line's time where its text says it in no form that `times` reads, in milliseconds.
  var time: Int64?
  /// The line's level where its text names none.
  var level = Level.unknown
  /// Whether the line tells more of the record before it.
  var isContinuation = false
  /// Whether the line says nothing of connections' lives, whatever its words: a database's.
  var tellsNoEvent = false

  /// Forgets what a line says.
  mutating func reset() {
    found.reset()
    time = nil
    level = .unknown
    isContinuation = false
    tellsNoEvent = false
  }
}
