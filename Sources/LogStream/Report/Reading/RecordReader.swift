import LogModel
import MetricsModel

/// Reads records' texts back, in long stretches, and makes whole records of them.
struct RecordReader {
  private static let stretch = 256 << 10

  private var chunk: LogChunk?
  private var places = ChunkTexts()
  private var placedRows = 0
  private var storage: (any TextStorage)?
  private var bytes: [UInt8] = []
  private var start: Int64 = 0

  /// A reader that has read nothing yet.
  init() {}

  /// Calls `body` with the raw text of a row; nil when the text can no longer be read.
  ///
  /// Rows are expected in order: what follows a row is read with it.
  mutating func withText<Result>(
    _ view: ChunkView,
    _ row: Int,
    _ body: (Span<UInt8>) -> Result
  ) -> Result? {
    if chunk !== view.chunk || row >= placedRows { lookUpPlaces(view) }
    guard let place = place(view, row) else { return nil }
    let isHeld =
      storage === place.storage && place.offset >= start
      && place.offset + Int64(place.length) <= start + Int64(bytes.count)
    if !isHeld {
      storage = place.storage
      start = place.offset
      bytes = place.storage.read(offset: start, count: max(Self.stretch, place.length))
    }
    let from = Int(place.offset - start)
    guard from + place.length <= bytes.count else {
      storage = nil
      return nil
    }
    return body(bytes.span.extracting(from..<from + place.length))
  }

  /// The raw text of one row alone, with the lines that were added to it last.
  mutating func text(_ view: ChunkView, _ row: Int) -> [UInt8]? {
    lookUpPlaces(view)
    guard let place = place(view, row) else { return nil }
    let bytes = place.storage.read(offset: place.offset, count: place.length)
    return bytes.count == place.length ? bytes : nil
  }

  private mutating func lookUpPlaces(_ view: ChunkView) {
    chunk = view.chunk
    placedRows = view.count
    places = view.chunk.textPlaces
  }

  private func place(_ view: ChunkView, _ row: Int) -> ChunkTexts.Place? {
    places.place(ofRow: row, offset: view.chunk.offset[row], length: view.chunk.length[row])
  }

  /// A record, whole; where its text is gone, what the columns know of it.
  mutating func record(_ view: ChunkView, _ row: Int, _ snapshot: LogSnapshot) -> LogRecord? {
    guard row < view.count else { return nil }
    let chunk = view.chunk
    let source = Int(chunk.source[row])
    let id = LogRecordID(chunk: chunk.number, row: UInt32(truncatingIfNeeded: row))
    let time = Timestamp(milliseconds: chunk.time[row])
    guard let line = text(view, row), let decoder = snapshot.decoders[source] else {
      return Self.remains(of: chunk, row, id, snapshot)
    }
    var record = decoder.record(
      line: line,
      id: id,
      time: time,
      source: snapshot.sourceName(source)
    )
    record.level = Level(rawValue: chunk.level[row]) ?? record.level
    record.event = ConnectionEvent(rawValue: chunk.event[row]) ?? record.event
    let latency = chunk.latency[row]
    record.latency = latency < 0 ? nil : record.latency ?? Double(latency)
    return record
  }

  /// What the columns know of a record whose text has been taken away.
  private static func remains(
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
    record.closeReason = text(UInt32(chunk.reason[row]), dictionaries.reasons)
    return record
  }
}
