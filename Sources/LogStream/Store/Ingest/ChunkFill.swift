import LogModel

/// A chunk that is being filled, and how far it is.
struct ChunkFill {
  /// The chunk.
  let chunk: LogChunk
  /// How many rows are filled.
  private(set) var count = 0
  /// The bounds of their values.
  private(set) var summary = ChunkSummary()

  private let capacity: Int
  /// What the last row's text stands in; the chunk holds it.
  private var storage: ObjectIdentifier?
  private var base: Int64 = 0

  /// An empty chunk for `capacity` rows.
  init(number: UInt32, capacity: Int) {
    chunk = LogChunk(number: number, capacity: capacity)
    self.capacity = capacity
  }

  /// Empties the chunk, which nobody else may have seen.
  mutating func clear() {
    count = 0
    summary = ChunkSummary()
    storage = nil
    base = 0
    chunk.forgetTexts()
  }

  /// Whether there is no room for another row.
  var isFull: Bool { count >= capacity }

  /// Adds a record whose line fills `range` of `block` and stands at `offset` of `storage`.
  ///
  /// `RecordEncoder.finish` completes it.
  mutating func add(
    _ parsed: ParsedLine,
    of block: Span<UInt8>,
    _ range: Range<Int>,
    time: Int64,
    source: Int,
    storage: any TextStorage,
    offset: Int64,
    encoder: inout RecordEncoder
  ) {
    // A hostile time must not overflow what is computed from it: 35,000 years suffice.
    let time = max(-1 << 50, min(1 << 50, time))
    encoder.encode(parsed, of: block, range, time: time, source: source, into: chunk, row: count)
    chunk.offset[count] = relative(offset, in: storage)
    chunk.length[count] = UInt32(truncatingIfNeeded: range.count)
    summary.include(
      time: time,
      status: parsed.status,
      level: parsed.level.rawValue,
      event: parsed.event.rawValue
    )
    count += 1
  }

  /// Lets a row, which is not published yet, say what a line says that continues it.
  mutating func promote(
    _ parsed: ParsedLine,
    of line: Span<UInt8>,
    row: Int,
    encoder: inout RecordEncoder
  ) {
    guard row < count else { return }
    guard parsed.event != .none else {
      return encoder.explain(parsed, of: line, in: chunk, row: row)
    }
    // The end of a connection may get its reason from the next line.
    let isOpen =
      switch ConnectionEvent(rawValue: chunk.event[row]) {
      case .none?: true
      case .closed?, .closedAbnormally?: !parsed.reason.isEmpty
      default: false
      }
    guard isOpen else { return }
    encoder.promote(parsed, of: line, in: chunk, row: row)
    summary.events |= 1 << parsed.event.rawValue
  }

  /// Adds a record whole; no other row may wait for its values.
  mutating func add(_ record: PendingRecord, source: Int, encoder: inout RecordEncoder) {
    guard let first = record.stretches.first else { return }
    let line = record.line.span
    add(
      record.parsed,
      of: line,
      0..<line.count,
      time: record.time,
      source: source,
      storage: first.storage,
      offset: first.offset,
      encoder: &encoder
    )
    encoder.finish(chunk, of: line)
    chunk.length[count - 1] = UInt32(clamping: first.length)
    if record.hasPieces || record.stretches.count > 1 {
      chunk.add(record.stretches.dropFirst(), toRow: count - 1, hasPieces: record.hasPieces)
    }
    guard let told = record.told else { return }
    promote(told.parsed, of: told.line.span, row: count - 1, encoder: &encoder)
  }

  /// The rows, in as little memory as they need where the chunk `packs`.
  func sealed(number: UInt32, packs: Bool) -> ChunkView {
    ChunkView(
      chunk: packs ? LogChunk(sealing: chunk, count: count, number: number) : chunk,
      count: count,
      summary: summary
    )
  }

  private mutating func relative(_ offset: Int64, in storage: any TextStorage) -> UInt32 {
    if self.storage == ObjectIdentifier(storage),
      let relative = UInt32(exactly: offset.subtractingReportingOverflow(base).partialValue)
    {
      return relative
    }
    self.storage = ObjectIdentifier(storage)
    base = offset
    chunk.beginRun(row: count, storage: storage, base: offset)
    return 0
  }
}
