import LogModel
import MetricsModel

/// Reads records' texts back, in long stretches, and makes whole records of them.
struct RecordReader {
  private static let stretch = 512 << 10

  private var places = ChunkTexts()
  private var storage: (any TextStorage)?
  private var bytes: [UInt8] = []
  private var start: Int64 = 0

  /// A reader that has read nothing yet.
  init() {}

  /// Holds the text of a block, which may be taken away before somebody reads it again.
  mutating func hold(_ block: LogBlock) {
    forget()
    storage = block.storage
    start = block.offset
    bytes += block.bytes
  }

  /// Calls `body` with the raw text of every row that is set, in order, as far as the texts can still
  /// be read.
  ///
  /// Where many rows are set, what stands between them is read with them, once.
  mutating func forEachText(
    _ view: ChunkView,
    _ rows: Bitmap,
    _ body: (Int, Span<UInt8>) -> Void
  ) {
    let chunk = view.chunk
    places = chunk.textPlaces
    let stretch = rows.population * 8 > view.count ? Self.stretch : 0
    for (index, run) in places.runs.enumerated() {
      let next = index + 1 < places.runs.count ? places.runs[index + 1].firstRow : view.count
      let own = run.firstRow..<max(run.firstRow, min(next, view.count))
      // What is held stays while no row of another storage is wanted.
      var isHere = storage === run.storage
      rows.forEach(in: own) { row in
        if !isHere {
          forget()
          storage = run.storage
          isHere = true
        }
        let offset = run.base &+ Int64(chunk.offset[row])
        let length = Int(places.length(ofRow: row, chunk.length[row]))
        let from = hold(offset, length, stretch)
        guard from >= 0 else { return }
        let first = bytes.span.extracting(from..<from &+ length)
        guard let more = places.more(ofRow: row) else { return body(row, first) }
        if let whole = Self.whole(first, more) { body(row, whole.span) }
      }
    }
  }

  /// The same with whole records.
  mutating func forEachRecord(
    _ view: ChunkView,
    _ rows: Bitmap,
    _ snapshot: LogSnapshot,
    _ body: (Int, LogRecord) -> Void
  ) {
    var texts: [(row: Int, line: [UInt8])] = []
    var missing = rows
    forEachText(view, rows) { row, text in
      missing[row] = false
      texts.append((row, text.withUnsafeBufferPointer { Array($0) }))
    }
    for (row, line) in texts { body(row, Self.record(view, row, snapshot, line)) }
    missing.forEach(in: 0..<view.count) { body($0, Self.record(view, $0, snapshot, nil)) }
  }

  /// Reads a text, and up to `stretch` bytes with it, unless it is held already; where in the held
  /// bytes it begins, negative when it can no longer be read.
  private mutating func hold(_ offset: Int64, _ length: Int, _ stretch: Int) -> Int {
    let isHeld = offset >= start && offset &+ Int64(length) <= start &+ Int64(bytes.count)
    if !isHeld {
      bytes.removeAll(keepingCapacity: true)
      storage?.append(to: &bytes, offset: offset, count: max(stretch, length))
      start = offset
    }
    let from = Int(offset &- start)
    return from &+ length <= bytes.count ? from : -1
  }

  private mutating func forget() {
    bytes.removeAll(keepingCapacity: true)
    start = 0
  }

  /// A record, whole; where its text is gone, what the columns know of it.
  func record(_ view: ChunkView, _ row: Int, _ snapshot: LogSnapshot) -> LogRecord? {
    guard row < view.count else { return nil }
    return Self.record(view, row, snapshot, Self.text(view, row))
  }

  /// The raw text of one row alone, with the lines that were added to it last.
  private static func text(_ view: ChunkView, _ row: Int) -> [UInt8]? {
    let chunk = view.chunk
    let places = chunk.textPlaces
    let place = places.first(
      ofRow: row,
      offset: chunk.offset[row],
      length: chunk.length[row]
    )
    guard let place else { return nil }
    let bytes = place.storage.read(offset: place.offset, count: place.length)
    guard bytes.count == place.length else { return nil }
    return places.more(ofRow: row).map { whole(bytes.span, $0) } ?? bytes
  }

  /// A text that does not stand in one place, cut off where it is too long; nil where a part of it can no
  /// longer be read.
  private static func whole(_ first: Span<UInt8>, _ more: [TextStretch]) -> [UInt8]? {
    var bytes = first.withUnsafeBufferPointer { Array($0) }
    for stretch in more where bytes.count < 2 * ChunkTexts.longest {
      bytes.append(0x0a)
      let before = bytes.count
      stretch.storage.append(to: &bytes, offset: stretch.offset, count: stretch.length)
      guard bytes.count == before + stretch.length else { return nil }
    }
    return bytes
  }

  private static func record(
    _ view: ChunkView,
    _ row: Int,
    _ snapshot: LogSnapshot,
    _ line: [UInt8]?
  ) -> LogRecord {
    let values = RowValues(view, row, snapshot)
    return line.flatMap(values.record) ?? remains(of: view.chunk, row, values.id, snapshot)
  }

  /// What the columns know of a record whose text has been taken away.
  static func remains(
    of chunk: LogChunk,
    _ row: Int,
    _ id: LogRecordID,
    _ snapshot: LogSnapshot
  ) -> LogRecord {
    func text(_ id: UInt32, _ entries: InternEntries) -> String? {
      id == InternEntries.absent ? nil : entries.text(id)
    }
    let dictionaries = snapshot.dictionaries
    let shape = dictionaries.shapes[Int(chunk.shape[row])]
    var record = LogRecord(
      id: id,
      time: Timestamp(milliseconds: chunk.time[row]),
      level: Level(rawValue: chunk.level[row]) ?? .unknown,
      message: dictionaries.templates.text(shape.message),
      source: snapshot.sourceName(Int(chunk.source[row])),
      understood: chunk.flags[row].contains(.understood)
    )
    record.address = text(chunk.address[row], dictionaries.addresses)
    record.method = text(UInt32(chunk.method[row]), dictionaries.methods)
    record.path = text(chunk.path[row], dictionaries.paths)
    record.status = chunk.status[row] == 0 ? nil : Int(chunk.status[row])
    record.latency = chunk.latency[row] < 0 ? nil : Double(chunk.latency[row])
    record.agent = text(UInt32(chunk.agent[row]), dictionaries.agents)
    record.user = text(chunk.user[row], dictionaries.users)
    record.event = ConnectionEvent(rawValue: chunk.event[row]) ?? .none
    record.instance = snapshot.instances[Int(chunk.source[row])]
    record.closeReason = text(UInt32(chunk.reason[row]), dictionaries.reasons)
    return record
  }
}
