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
    /// Records whose text has grown though readers may have seen them.
    var grown: [LogRecordID] = []

    /// Notes the record that has grown last.
    mutating func note(_ record: RecordEnd?) {
      guard let record, record.isShown else { return }
      let id = LogRecordID(chunk: record.chunk.number, row: UInt32(truncatingIfNeeded: record.row))
      if grown.last != id { grown.append(id) }
    }
  }

  /// The sources by number.
  var intakes: [Int: SourceIntake] = [:]
  /// The values of rows.
  var encoder: RecordEncoder
  /// Where the sources' writers stand.
  var roles = RoleBook()
  /// Failures of which a proxy and the service behind it may both tell.
  private(set) var failures = FailurePairing()
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

  /// Looks at the failures among new rows; returns the proxies' records of which a service's record tells too.
  mutating func pairFailures(_ harvest: Harvest) -> [FailedRequest] {
    guard packs else { return [] }
    if intakes.count > 1 { failures.bound = FailurePairing.bound }
    var answered = failures.place(roles.verdicts.mapValues(\.role))
    let texts = encoder.tables.readable
    for (chunk, rows) in harvest.rows {
      for row in rows {
        guard let failure = FailedRequest(chunk, row, source: Int(chunk.source[row]), texts) else {
          continue
        }
        if let pair = failures.add(failure) { answered.append(pair) }
      }
    }
    return answered
  }

  /// Takes in lines that follow everything before them.
  private mutating func takeLive(
    _ part: ScannedBlock.Part,
    _ scanned: ScannedBlock,
    _ harvest: inout Harvest
  ) {
    let block = part.block
    var intake = intake(scanned.source)
    var first = open.count
    if !block.followsLast {
      release(scanned.source, &intake, &harvest, &first)
      intake.last = nil
    }
    // Whether the next record stands in another chunk or storage than the one before it.
    var isNewPlace = true
    let held = part.heldLine(isFirst: intake.progress.lines == 0)
    let bytes = block.bytes.span
    for (index, line) in part.lines.enumerated() {
      let parsed = line.parsed
      let joined = parsed.isJoined ? part.joined[index] : nil
      if intake.pending != nil {
        if parsed.isContinuation,
          intake.pending?.extend(
            by: line,
            of: block,
            joined: joined,
            isApart: part.apart.contains(index)
          ) == true
        {
          continue
        }
        encoder.finish(open.chunk, of: bytes)
        release(scanned.source, &intake, &harvest, &first)
        isNewPlace = true
      }
      // What is published cannot change: a continuation that tells an event is then a record of its own.
      let isAlone = parsed.event != .none && isNewPlace
      if parsed.isContinuation, !isAlone, intake.last != nil {
        let isApart = part.apart.contains(index)
        intake.last?.extend(by: line, of: block, joined: joined, isApart: isApart)
        harvest.note(intake.last)
        if parsed.event != .none || !parsed.reason.isEmpty && !isNewPlace {
          open.promote(line, of: bytes, joined: joined, encoder: &encoder)
        }
        continue
      }
      if !parsed.isUnderstood { intake.progress.notUnderstood += 1 }
      let time = parsed.time ?? intake.lastTime ?? part.firstTime ?? scanned.receivedAt
      intake.note(time, isTold: parsed.time != nil)
      if index == held {
        intake.pending = PendingRecord(line, of: block, joined: joined, time: time)
        continue
      }
      if let joined {
        encoder.finish(open.chunk, of: bytes)
        let record = PendingRecord(line, of: block, joined: joined, time: time)
        add(record, scanned.source, &intake, &harvest, &first)
        isNewPlace = joined.stretches.last?.storage !== block.storage
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
    add(record, source, &intake, &harvest, &first)
  }

  /// Adds a record whose lines are all there, behind those whose values are all written.
  private mutating func add(
    _ record: PendingRecord,
    _ source: Int,
    _ intake: inout SourceIntake,
    _ harvest: inout Harvest,
    _ first: inout Int
  ) {
    guard let end = record.stretches.last else { return }
    if open.isFull { sealOpen(&harvest, &intake, &first) }
    intake.begin(open, in: end.storage, at: end.offset, isNewPlace: true)
    open.add(record, source: source, encoder: &encoder)
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
