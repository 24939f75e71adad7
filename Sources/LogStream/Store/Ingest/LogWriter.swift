import LogModel
import MetricsModel

/// The writing side of the store: fills chunks with lines that were scanned.
struct LogWriter {
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
  /// Where the sources' writers stand.
  var roles = RoleBook()
  /// The chunk that live lines go to.
  private(set) var open: ChunkFill
  /// How many rows a chunk has at most.
  let rowLimit: Int
  /// Whether complete chunks are kept, in as little memory as they need.
  let packs: Bool
  /// The chunk in which lines of the past are gathered, its memory used again and again.
  var gathering: ChunkFill
  /// The highest number that a chunk of the past may have next.
  var nextHistory = firstLiveChunk - 1

  /// A writer that has taken in nothing yet.
  init(rowLimit: Int, mask: SecretMask, pathRules: [PathRule] = [], packs: Bool = true) {
    self.rowLimit = rowLimit
    self.packs = packs
    self.encoder = RecordEncoder(mask: mask, folding: PathFolding(rules: pathRules))
    self.open = ChunkFill(number: Self.firstLiveChunk, capacity: rowLimit)
    self.gathering = ChunkFill(number: 0, capacity: rowLimit)
  }

  /// The intake of a source; a new one where the source was never announced.
  func intake(_ number: Int) -> SourceIntake { intakes[number] ?? SourceIntake() }

  /// Takes in a block.
  mutating func take(_ scanned: ScannedBlock) -> Harvest {
    var harvest = Harvest()
    switch scanned.order {
    case .live: for part in scanned.parts { takeLive(part, scanned, &harvest) }
    case .history:
      for part in scanned.parts {
        harvest.sealed = takeHistory(part, scanned) + harvest.sealed
      }
      harvest.rows = harvest.sealed.map { ($0.chunk, 0..<$0.count) }
    }
    for (chunk, rows) in harvest.rows { roles.add(chunk, rows) }
    let seen = intakes[scanned.source]?.seenRole
    roles.note(scanned.source, byForms: seen?.live ?? seen?.past)
    return harvest
  }

  /// Takes in lines that follow everything before them.
  private mutating func takeLive(
    _ part: ScannedBlock.Part,
    _ scanned: ScannedBlock,
    _ harvest: inout Harvest
  ) {
    let block = part.block
    var intake = intake(scanned.source)
    if !block.followsLast { intake.last = nil }
    var first = open.count
    // Whether the next record stands in another chunk or storage than the one before it.
    var isNewPlace = true
    let held = part.heldLine(isFirst: intake.progress.lines == 0)
    let bytes = block.bytes.span
    for (index, line) in part.lines.enumerated() {
      var parsed = line.parsed
      if intake.pending != nil {
        let joined = part.joined[index]
        if parsed.isContinuation,
          intake.pending?.extend(by: line, of: block, joined: joined) == true
        {
          continue
        }
        encoder.finish(open.chunk, of: bytes)
        release(scanned.source, &intake, &harvest, &first)
        isNewPlace = true
      }
      // What is published cannot change: a continuation that tells an event is then a record of its own.
      let isAlone = parsed.event != .none && isNewPlace && !parsed.isJoined
      if parsed.isContinuation, !isAlone, extend(intake.last, to: line.end, of: block) {
        if parsed.isJoined {
          if let whole = part.joined[index], !isNewPlace {
            encoder.finish(open.chunk, of: bytes)
            open.replace(parsed, of: whole.span, encoder: &encoder)
          }
        } else if parsed.event != .none || !parsed.reason.isEmpty && !isNewPlace {
          open.promote(parsed, of: bytes.extracting(line.range), encoder: &encoder)
        }
        continue
      }
      // Its texts stand in the whole line, of which nothing else is there.
      if parsed.isJoined { parsed = ParsedLine() }
      if !parsed.isUnderstood { intake.progress.notUnderstood += 1 }
      let time = parsed.time ?? intake.lastTime ?? part.firstTime ?? scanned.receivedAt
      intake.note(time, isTold: parsed.time != nil)
      if index == held {
        intake.pending = PendingRecord(line, of: block, time: time)
        continue
      }
      if open.isFull {
        encoder.finish(open.chunk, of: bytes)
        sealOpen(&harvest, &intake, &first)
        isNewPlace = true
      }
      let start = block.offset + Int64(line.range.lowerBound)
      intake.begin(open, in: block.storage, at: start, isNewPlace: isNewPlace)
      isNewPlace = false
      open.add(
        parsed,
        of: bytes,
        line.range,
        time: time,
        source: scanned.source,
        storage: block.storage,
        offset: start,
        encoder: &encoder
      )
    }
    encoder.finish(open.chunk, of: bytes)
    intake.progress.add(part)
    intake.progress.inferred = part.inferred
    intake.seenRole.live = part.role
    intakes[scanned.source] = intake
    if first < open.count { harvest.rows.append((open.chunk, first..<open.count)) }
  }

  /// Lets the text of a record reach the end of a line that continues it; false where there is none.
  private func extend(
    _ record: SourceIntake.OpenRecord?,
    to end: Int,
    of block: LogBlock
  ) -> Bool {
    guard let record, record.storage === block.storage else { return false }
    let end = block.offset + Int64(end)
    guard end > record.start else { return false }
    record.chunk.extend(row: record.row, to: end - record.start)
    return true
  }

  /// Adds the records that are held back and were so at the last call already, all of them where nothing
  /// more will come; and whose they are.
  mutating func settle(isOver: Bool) -> (harvest: Harvest, sources: [Int]) {
    var harvest = Harvest()
    var sources: [Int] = []
    var first = open.count
    for source in intakes.keys.sorted() {
      guard var intake = intakes[source], let pending = intake.pending else { continue }
      guard isOver || pending.isAged else {
        intakes[source]?.pending?.isAged = true
        continue
      }
      release(source, &intake, &harvest, &first)
      intakes[source] = intake
      sources.append(source)
    }
    if first < open.count { harvest.rows.append((open.chunk, first..<open.count)) }
    for (chunk, rows) in harvest.rows { roles.add(chunk, rows) }
    return (harvest, sources)
  }

  /// Adds the record of a source that is held back, behind those whose values are all written.
  private mutating func release(
    _ source: Int,
    _ intake: inout SourceIntake,
    _ harvest: inout Harvest,
    _ first: inout Int
  ) {
    guard let record = intake.pending else { return }
    intake.pending = nil
    if open.isFull { sealOpen(&harvest, &intake, &first) }
    intake.begin(open, in: record.storage, at: record.start, isNewPlace: true)
    open.add(
      record.parsed,
      of: record.line.span,
      0..<record.line.count,
      time: record.time,
      source: source,
      storage: record.storage,
      offset: record.start,
      encoder: &encoder
    )
    encoder.finish(open.chunk, of: record.line.span)
    if let length = record.length { open.chunk.extend(row: open.count - 1, to: length) }
    guard let told = record.told else { return }
    if told.parsed.isJoined {
      open.replace(told.parsed, of: told.line.span, encoder: &encoder)
    } else {
      open.promote(told.parsed, of: told.line.span, encoder: &encoder)
    }
  }

  /// Goes on in another chunk; `first` is the first row that has not been harvested.
  private mutating func sealOpen(
    _ harvest: inout Harvest,
    _ current: inout SourceIntake,
    _ first: inout Int
  ) {
    harvest.rows.append((open.chunk, first..<open.count))
    first = 0
    let old = open.chunk
    let view = open.sealed(number: old.number, packs: packs)
    for key in intakes.keys where intakes[key]?.last?.chunk === old {
      intakes[key]?.last?.chunk = view.chunk
    }
    if current.last?.chunk === old { current.last?.chunk = view.chunk }
    harvest.sealed.append(view)
    open = ChunkFill(number: old.number + 1, capacity: rowLimit)
  }
}
