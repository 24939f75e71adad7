import LogModel
import MetricsModel

/// What the columns add to a record that is read from its text; it outlives the chunk.
struct RowValues: Sendable {
  /// Where the record stands.
  let id: LogRecordID
  /// The record's time.
  let time: Timestamp
  /// Its level.
  let level: Level

  private let event: ConnectionEvent?
  private let latency: Float
  /// The name of its source.
  let source: String
  private let instance: String?
  /// How records of the source are read whole.
  let decoder: RecordDecoder?

  /// The values of a row.
  init(_ view: ChunkView, _ row: Int, _ snapshot: LogSnapshot) {
    let chunk = view.chunk
    let source = Int(chunk.source[row])
    id = LogRecordID(chunk: chunk.number, row: UInt32(truncatingIfNeeded: row))
    time = Timestamp(milliseconds: chunk.time[row])
    level = Level(rawValue: chunk.level[row]) ?? .unknown
    event = ConnectionEvent(rawValue: chunk.event[row])
    latency = chunk.latency[row]
    self.source = snapshot.sourceName(source)
    instance = snapshot.instances[source]
    decoder = snapshot.decoders[source]
  }

  /// The record whose text is given; nil where nobody knows how to read it.
  func record(line: [UInt8]) -> LogRecord? {
    guard let decoder else { return nil }
    var record = decoder.record(line: line, id: id, time: time, source: source)
    record.level = level
    record.event = event ?? record.event
    record.instance = record.instance ?? instance
    record.latency = latency < 0 ? nil : record.latency ?? Double(latency)
    return record
  }
}
