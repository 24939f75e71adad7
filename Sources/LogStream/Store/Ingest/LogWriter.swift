import LogModel
import MetricsModel

/// The writing side of the store: splits blocks into lines, parses them and fills chunks.
struct LogWriter {
  /// Longer lines are cut off here.
  static let lineLimit = 1 << 20
  /// Chunks of live lines are numbered from here upwards, those of the past from here downwards.
  static let firstLiveChunk: UInt32 = 0x8000_0000

  /// What one block has brought, to be shown to readers at once.
  struct Harvest {
    /// New rows in order, for the counts.
    var rows: [(chunk: LogChunk, range: Range<Int>)] = []
    /// Chunks that are complete, in order.
    var sealed: [ChunkView] = []
  }

  /// The sources by number.
  var intakes: [Int: SourceIntake] = [:]
  /// The values of rows.
  var encoder: RecordEncoder
  /// The chunk that live lines go to.
  private(set) var open: ChunkFill
  /// How many rows a chunk has at most.
  let rowLimit: Int
  /// The highest number that a chunk of the past may have next.
  var nextHistory = firstLiveChunk - 1
  /// The line that is being read.
  var parsed = ParsedLine()

  /// A writer that has taken in nothing yet.
  init(rowLimit: Int, mask: SecretMask, pathRules: [PathRule] = []) {
    self.rowLimit = rowLimit
    self.encoder = RecordEncoder(mask: mask, folding: PathFolding(rules: pathRules))
    self.open = ChunkFill(number: Self.firstLiveChunk, capacity: rowLimit)
  }

  /// The intake of a source; one with a made-up name where the source was never announced.
  func intake(_ number: Int) -> SourceIntake {
    intakes[number] ?? SourceIntake(name: "source \(number)", hints: FormatHints())
  }

  /// Takes in lines that follow everything before them.
  mutating func takeLive(_ block: LogBlock, receivedAt: Int64) -> Harvest {
    var harvest = Harvest()
    var intake = intake(block.source)
    var first = open.count
    // Whether the next record stands in another chunk or storage than the one before it.
    var isNewPlace = true
    let bytes = block.bytes.span
    var cursor = LineCursor()
    if intake.last?.storage !== block.storage { intake.live.startRun() }
    while let line = cursor.next(in: bytes) {
      intake.progress.lines += 1
      guard !line.isEmpty else { continue }
      let range = Self.limited(line, &intake.progress)
      intake.live.parse(
        bytes.extracting(Self.surroundings(of: range, in: bytes)),
        count: range.count,
        into: &parsed,
        receivedAt: receivedAt
      )
      // What is published cannot change: a continuation that tells an event is then a record of its own.
      let isAlone = parsed.event != .none && isNewPlace
      if parsed.isContinuation, !isAlone, extend(intake.last, with: line, of: block) {
        if parsed.event != .none {
          open.promote(parsed, of: bytes.extracting(range), encoder: &encoder)
        }
        continue
      }
      if !parsed.isUnderstood { intake.progress.notUnderstood += 1 }
      if open.isFull {
        harvest.rows.append((open.chunk, first..<open.count))
        encoder.finish(open.chunk, of: bytes)
        sealOpen(&harvest, &intake)
        first = 0
        isNewPlace = true
      }
      let time = parsed.time ?? intake.lastTime ?? receivedAt
      intake.note(time)
      let start = block.offset + Int64(range.lowerBound)
      if isNewPlace {
        intake.last = SourceIntake.OpenRecord(
          chunk: open.chunk,
          row: open.count,
          storage: block.storage,
          start: start
        )
        isNewPlace = false
      } else {
        intake.last?.move(to: open.count, start: start)
      }
      open.add(
        parsed,
        of: bytes,
        range,
        time: time,
        source: block.source,
        storage: block.storage,
        offset: start,
        encoder: &encoder
      )
    }
    encoder.finish(open.chunk, of: bytes)
    intake.progress.inferred = intake.live.inferred
    intakes[block.source] = intake
    if first < open.count { harvest.rows.append((open.chunk, first..<open.count)) }
    return harvest
  }

  /// A line of a block with some of what follows it, for a parser.
  @inline(__always)
  static func surroundings(of line: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
    line.lowerBound..<min(bytes.count, line.upperBound &+ 64)
  }

  /// The part of a line that is kept.
  static func limited(_ line: Range<Int>, _ progress: inout SourceProgress) -> Range<Int> {
    guard line.count > lineLimit else { return line }
    progress.truncated += 1
    return line.lowerBound..<line.lowerBound + lineLimit
  }

  /// Lets the text of a record reach the end of a line that continues it; false where there is none.
  private func extend(
    _ record: SourceIntake.OpenRecord?,
    with line: Range<Int>,
    of block: LogBlock
  ) -> Bool {
    guard let record, record.storage === block.storage else { return false }
    let end = block.offset + Int64(line.upperBound)
    guard end > record.start else { return false }
    record.chunk.extend(row: record.row, to: end - record.start)
    return true
  }

  private mutating func sealOpen(_ harvest: inout Harvest, _ current: inout SourceIntake) {
    let old = open.chunk
    let view = open.sealed(number: old.number)
    for key in intakes.keys where intakes[key]?.last?.chunk === old {
      intakes[key]?.last?.chunk = view.chunk
    }
    if current.last?.chunk === old { current.last?.chunk = view.chunk }
    harvest.sealed.append(view)
    open = ChunkFill(number: old.number + 1, capacity: rowLimit)
  }
}
