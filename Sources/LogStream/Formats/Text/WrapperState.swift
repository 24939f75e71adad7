/// What is known of the wrappers around one source's lines.
struct WrapperState: Sendable {
  /// No more prefixes are remembered.
  private static let prefixLimit = 64

  /// The lines whose last piece has not come.
  var openLines = OpenLines()
  /// The line that was put together last.
  var joined = LinePieces()
  /// Whether lines have come in pieces.
  var hasPieces = false
  /// The content of the JSON that was opened last.
  var opened = ContainerWrapper()
  /// Whether the last line was read from that content.
  var isOpened = false
  /// Where the last line ends, with the blanks there: a piece's belong to its line.
  var lineEnd = 0
  /// Where the program's own line begins in the last one that has a prefix; 0 before there was one.
  var contentStart = 0
  /// Where the last line that names its writer does so.
  private(set) var instance = 0..<0
  /// Whether lines name their writers.
  var namesInstances = false
  /// Whether Docker's lines end with a newline, so that one without it is a piece.
  var endsLines = false
  /// When the line was taken by who wrapped it, in milliseconds.
  var time: Int64?
  /// Whether times stand before lines that have one of their own.
  var hasTimes = false
  private var prefixes: [UInt64] = []

  /// Knows nothing yet.
  init() {}

  /// The next line does not follow the one before.
  mutating func startRun() {
    openLines = OpenLines()
    isOpened = false
    contentStart = 0
    instance = 0..<0
  }

  /// Forgets what stood around the line before.
  mutating func startLine() {
    isOpened = false
    contentStart = 0
  }

  /// What the program wrote into a line that has just been read: what its pieces make, what was opened, or
  /// what stands behind the prefixes.
  func content(of line: [UInt8], _ parsed: ParsedLine) -> [UInt8] {
    if parsed.isJoined { return joined.bytes }
    guard isOpened else { return Array(line[min(contentStart, line.count)...]) }
    let end = opened.bytes.lastIndex { $0 != 0x0a && $0 != 0x0d }.map { $0 + 1 } ?? 0
    return Array(opened.bytes[..<end])
  }

  /// Notes where the line names its writer; nowhere where the range is empty.
  mutating func name(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    instance = range
    namesInstances = true
  }

  /// Knows from the beginning what another has learnt of the same source.
  mutating func adoptHabits(of other: Self) {
    endsLines = other.endsLines
    hasTimes = other.hasTimes
    prefixes = other.prefixes
  }

  /// Whether lines behind this prefix have been recognised.
  func knows(_ prefix: Span<UInt8>) -> Bool {
    !prefixes.isEmpty && prefixes.contains(ByteHash.of(prefix))
  }

  /// Remembers that a line behind this prefix was recognised.
  mutating func learn(_ prefix: Span<UInt8>) {
    let hash = ByteHash.of(prefix)
    if prefixes.count < Self.prefixLimit, !prefixes.contains(hash) { prefixes.append(hash) }
  }
}
